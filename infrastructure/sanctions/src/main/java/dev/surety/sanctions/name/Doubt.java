package dev.surety.sanctions.name;

/** A reason why a search by machine does not suffice for a name. A person looks at it. */
public enum Doubt {
    /** One word has letters of several scripts, which look alike. */
    MIXED_SCRIPT,
    /** A script that is only compared exactly, and no list has this spelling. */
    OTHER_SCRIPT,
    /** A letter that no table of ours knows. */
    UNKNOWN_LETTER,
    /** Longer than a name may be: its end was not compared. */
    TOO_LONG,
    /** Nothing in it can be compared. */
    NO_LETTERS
}
