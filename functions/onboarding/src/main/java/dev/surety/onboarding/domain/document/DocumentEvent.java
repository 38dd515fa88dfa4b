package dev.surety.onboarding.domain.document;

/** A fact about a document, as its entry tells it beside the state. */
public sealed interface DocumentEvent {
    record Announced() implements DocumentEvent {}

    /** The bytes are there, and are those that were announced. */
    record Uploaded() implements DocumentEvent {}

    /** @param by the person who was given a link to the file */
    record Opened(String by) implements DocumentEvent {}

    record Accepted() implements DocumentEvent {}

    record Rejected() implements DocumentEvent {}

    /** The upload never came, or the document is no longer valid. */
    record Expired() implements DocumentEvent {}

    /** The participant's chain has the status. */
    record Told() implements DocumentEvent {}
}
