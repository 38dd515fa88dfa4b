package dev.surety.onboarding.domain.export;

/** A fact about an export, as its entry tells it beside the state. */
public sealed interface ExportEvent {
    record Requested() implements ExportEvent {}

    /** A worker begins to write a file, whose key has the number of this entry. */
    record Begun() implements ExportEvent {}

    record Ready() implements ExportEvent {}

    /** @param by the caller who was given a link to the file */
    record Linked(String by) implements ExportEvent {}

    /** @param code of a closed list: {@code too_large}, {@code too_many_attempts}, {@code data_destroyed} */
    record Failed(String code) implements ExportEvent {}

    /** Its time is over, and no file of it is left. */
    record Gone() implements ExportEvent {}
}
