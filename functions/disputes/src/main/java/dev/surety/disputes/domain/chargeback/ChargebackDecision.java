package dev.surety.disputes.domain.chargeback;

import dev.surety.model.refusal.Refusal;

/** The rules' answer to a command. */
public sealed interface ChargebackDecision {
    record Append(ChargebackEvent event) implements ChargebackDecision {}

    /** The case knows it already, or it does not matter any more. */
    record Nothing() implements ChargebackDecision {}

    record Refused(Refusal refusal) implements ChargebackDecision {}
}
