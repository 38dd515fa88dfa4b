package dev.surety.sanctions.list;

/** How a reader takes a list whose files do not belong together. */
public enum Completeness {
    /** Every file is whole and every row has its primary one. The stack reads no other list. */
    WHOLE,
    /** A row without its primary one is a party of its own. For trials with a part of a list. */
    PARTIAL
}
