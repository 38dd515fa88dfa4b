package dev.surety.payouts.domain.payout;

import dev.surety.model.refusal.Refusal;

/** The answer of the rules to a command. */
public sealed interface PayoutDecision {
    record Append(PayoutEvent event) implements PayoutDecision {}

    /** The payout knows it already, or it changes nothing. */
    record Nothing() implements PayoutDecision {}

    /** The bank's line for its debit has to be told first. */
    record TooSoon() implements PayoutDecision {}

    record Refused(Refusal refusal) implements PayoutDecision {}
}
