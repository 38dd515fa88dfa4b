package dev.surety.sanctions.list;

/** How much a list stands behind a name. */
public enum NameKind {
    PRIMARY,
    STRONG_ALIAS,
    /** Broad or common: the list itself warns that it hits many others. */
    WEAK_ALIAS,
    ORIGINAL_SCRIPT
}
