package dev.surety.payouts.domain.adjustment;

import dev.surety.model.refusal.Refusal;

/** The rules' answer to a command: an event, or a refusal that changes nothing. */
public sealed interface AdjustmentDecision {
    record Append(AdjustmentEvent event) implements AdjustmentDecision {}

    record Refused(Refusal refusal) implements AdjustmentDecision {}
}
