package dev.surety.messages.nacha;

/** The standard entry classes that we write; a batch has one. */
public enum EntryClass {
    /** To persons. */
    PPD,
    /** To businesses. */
    CCD
}
