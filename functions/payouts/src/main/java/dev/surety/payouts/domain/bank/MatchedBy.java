package dev.surety.payouts.domain.bank;

/** How a line was explained, in the order of the attempts. An amount alone never explains one. */
public enum MatchedBy {
    /** Our reference where the bank has to repeat it, with its amount. */
    REFERENCE,
    /** The ids of our file's group, with sum and count. */
    GROUP,
    /** Our reference anywhere in the texts, one hit, with its amount. */
    TOKEN,
    /** The only group of that account, day and sum. */
    GROUP_SUM,
    /** A rule of the settings. */
    RULE,
    PERSON,
    /** Nothing did. */
    NOTHING
}
