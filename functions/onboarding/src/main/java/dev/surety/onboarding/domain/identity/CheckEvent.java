package dev.surety.onboarding.domain.identity;

import dev.surety.onboarding.domain.proof.ProofError;

/** A fact about a check, as its entry tells it beside the state. */
public sealed interface CheckEvent {
    /** The provider is to be asked to begin. */
    record Asked() implements CheckEvent {}

    /** The provider has a page for the person. */
    record Started() implements CheckEvent {}

    record Submitted() implements CheckEvent {}

    /** The provider was asked, and had nothing new. */
    record Looked() implements CheckEvent {}

    record Completed() implements CheckEvent {}

    record Failed(ProofError error) implements CheckEvent {}

    /** The provider has not answered for a day. */
    record Delayed() implements CheckEvent {}

    /** The participant's chain has the result. */
    record Told() implements CheckEvent {}
}
