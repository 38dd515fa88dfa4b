package dev.surety.sanctions.list;

/** The nature of a listed party, as its list says it. */
public enum PartyKind {
    PERSON,
    ENTITY,
    VESSEL,
    AIRCRAFT,
    /** The list does not say it. Such a party contradicts no kind. */
    UNKNOWN
}
