package dev.surety.disputes.domain.dispute;

import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision on its way through the escrow.
 *
 * @param n the number by which the escrow carries it out once; it grows when the amount changes
 * @param division empty if the dispute was withdrawn
 * @param since when it was decided, or the bank had given the money back
 * @param sent how often it was sent again
 * @param isStuck whether the escrow has been silent for too long
 * @param done what the escrow has done
 */
public record Enforcement(
        Outcome outcome,
        int n,
        Optional<Division> division,
        Instant since,
        int sent,
        boolean isStuck,
        Optional<Done> done) {
    /**
     * The escrow has carried it out.
     *
     * @param at the escrow's own time
     * @param refund the payer's part; empty if there is none
     */
    public record Done(int n, DisputedMoney.How how, Instant at, Optional<DisputedMoney.Refund> refund) {
        /** Whether the gateway has yet to say that the payer's part is sent. */
        public boolean isPending() {
            return refund.filter(of -> of == DisputedMoney.Refund.PENDING).isPresent();
        }
    }

    static Enforcement of(Outcome outcome, Optional<Division> division, Instant at) {
        return new Enforcement(outcome, 1, division, at, 0, false, Optional.empty());
    }

    Enforcement sentAgain(boolean stuck) {
        return new Enforcement(outcome, n, division, since, sent + 1, isStuck || stuck, done);
    }

    Enforcement done(Done by) {
        return new Enforcement(outcome, n, division, since, sent, false, Optional.of(by));
    }

    /** Another amount is another decision to the escrow. */
    Enforcement next(Optional<Division> now, Instant at) {
        return new Enforcement(outcome, n + 1, now, at, 0, false, Optional.empty());
    }

    Enforcement again(Instant at) {
        return new Enforcement(outcome, n, division, at, 0, false, done);
    }
}
