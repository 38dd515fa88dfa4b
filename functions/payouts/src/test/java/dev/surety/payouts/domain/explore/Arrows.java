package dev.surety.payouts.domain.explore;

import java.util.Set;

/** The arrows between the states of a payout, as the order of money out lists them, written down once more. */
public final class Arrows {
    public static final Set<String> LEGAL = Set.of(
            "awaiting_approval to scheduled",
            "awaiting_approval to cancelled",
            "scheduled to sending",
            "scheduled to cancelled",
            "sending to sent",
            "sending to failed",
            "sending to unknown",
            "unknown to sent",
            "unknown to paid",
            "unknown to failed",
            "sent to paid",
            "sent to failed",
            "sent to returned",
            "sent to unknown",
            "paid to returned");

    private Arrows() {}
}
