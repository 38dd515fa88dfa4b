package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.model.refusal.Refusal;

/** The rules' answer to a command. */
public sealed interface DisputeDecision {
    record Append(DisputeEvent event) implements DisputeDecision {}

    /** The dispute knows it already, or it does not matter any more. */
    record Nothing() implements DisputeDecision {}

    record Refused(Refusal refusal) implements DisputeDecision {}
}
