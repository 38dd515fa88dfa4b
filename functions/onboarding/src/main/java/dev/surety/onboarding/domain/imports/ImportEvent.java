package dev.surety.onboarding.domain.imports;

import java.util.List;

/** A fact about an import, as its entry tells it beside the state. */
public sealed interface ImportEvent {
    record Announced() implements ImportEvent {}

    /** The bytes are those announced, and the first line names known columns. */
    record Started() implements ImportEvent {}

    /** @param errors of the page's lines, in their order */
    record Paged(List<LineError> errors) implements ImportEvent {
        public Paged {
            errors = List.copyOf(errors);
        }
    }

    record Finished() implements ImportEvent {}

    record Rejected() implements ImportEvent {}

    /** The upload never came. */
    record Expired() implements ImportEvent {}
}
