package dev.surety.onboarding.domain;

import dev.surety.model.refusal.Refusal;

/** The rules' answer to a command, or to a timer. */
public sealed interface Decided {
    /** @param state after the change, not judged yet */
    record Changed(ParticipantEvent event, ParticipantState state) implements Decided {}

    record Refused(Refusal refusal) implements Decided {}
}
