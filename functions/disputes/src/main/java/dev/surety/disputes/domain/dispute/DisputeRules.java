package dev.surety.disputes.domain.dispute;

/** The one place that decides what parties, people, the escrow and time may do to a dispute. */
public final class DisputeRules {
    private DisputeRules() {}

    public static DisputeDecision decide(Dispute dispute, DisputeCommand command, Context context) {
        throw new UnsupportedOperationException("the rules follow");
    }
}
