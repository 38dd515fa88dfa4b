package dev.surety.onboarding.domain.screening;

/** A fact about a case, as its entry tells it beside the state. */
public sealed interface CaseEvent {
    /** Names of the participant were near to entries of a list. */
    record Matched() implements CaseEvent {}

    /** The first of two people decided. */
    record Proposed() implements CaseEvent {}

    /** The second decided otherwise, so that two others, or the same anew, have to agree. */
    record Differed() implements CaseEvent {}

    record Cleared() implements CaseEvent {}

    record Confirmed() implements CaseEvent {}

    /** @param by the person who was shown the names */
    record Seen(String by) implements CaseEvent {}

    /** The participant's chain has the decision. */
    record Told() implements CaseEvent {}
}
