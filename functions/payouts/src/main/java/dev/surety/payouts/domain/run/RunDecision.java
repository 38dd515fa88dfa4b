package dev.surety.payouts.domain.run;

import dev.surety.model.refusal.Refusal;

/** The rules' answer to a command: an event, or a refusal that changes nothing. */
public sealed interface RunDecision {
    record Append(RunEvent event) implements RunDecision {}

    record Refused(Refusal refusal) implements RunDecision {}
}
