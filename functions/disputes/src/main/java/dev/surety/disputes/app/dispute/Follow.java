package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.model.dispute.DisputeDemands;
import java.util.Optional;

/**
 * Does after an entry of a dispute what does not wait for a deadline. A crash before it, or a lost message, costs time
 * only: the entry's own deadline does it again.
 */
public final class Follow {
    private final EscrowCommands escrows;
    private final Nudges nudges;

    public Follow(EscrowCommands escrows, Nudges nudges) {
        this.escrows = escrows;
        this.nudges = nudges;
    }

    /** A command names its entry, and stands only while that is the last one. So each later entry sends it anew. */
    void after(Stored dispute) {
        Dispute now = dispute.dispute();
        DisputeDemands demands = now.demands();
        if (demands.enforce().isPresent()) {
            escrows.send(DisputeDemands.ENFORCE, dispute.last());
        } else if (!demands.extended().isZero() && !now.isClosed()) {
            escrows.send(DisputeDemands.EXTEND, dispute.last());
        }
        if (hasWork(now)) {
            nudges.nudge(dispute.chain().id());
        }
    }

    /** The time that a command has shown to be out of date is looked at soon. */
    void look(Stored dispute) {
        nudges.nudge(dispute.chain().id());
    }

    /** Whether a person has to be found for a role, and was not looked for yet. */
    private static boolean hasWork(Dispute now) {
        return now.vacancy().filter(role -> !now.bench().lacking().equals(Optional.of(role))).isPresent();
    }
}
