package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.id.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One escrow of a model, with what its last entry left and what is true of its open refund outside.
 *
 * @param due the deadline its last entry left
 * @param begun how many refunds were ever begun
 * @param word what the gateway has made of the open refund's present attempt; once decided it never changes
 * @param booked whether the payment's chain has heard that word
 * @param spending what each side's moves have caused
 */
record Sale(Escrow escrow, Optional<Instant> due, int begun, Word word, boolean booked, Spending spending) {
    enum Word {
        NONE,
        DONE,
        DECLINED
    }

    private static final List<RefundId> IDS = IntStream.range(0, 64)
            .mapToObj(n -> new RefundId(Id.derive(RefundId.PREFIX, "explored", Integer.toString(n))))
            .toList();

    static Sale of(Escrow escrow, Instant now, Spending spending) {
        return new Sale(escrow, Deadlines.lookAt(escrow, now), 0, Word.NONE, false, spending);
    }

    /** After an entry; another attempt at the gateway is another reference, of which nothing is known. */
    Sale after(Escrow next, Instant now, Spending spent) {
        Optional<RefundId> before = escrow.openRefund().map(Refund::gatewayReference);
        Optional<RefundId> after = next.openRefund().map(Refund::gatewayReference);
        boolean same = before.equals(after);
        int attempts = escrow.openRefund().map(Refund::attempt).orElse(0);
        boolean again = next.openRefund().filter(refund -> refund.attempt() != attempts).isPresent();
        Invariants.hold(!again || !same, "at-most-once: another attempt under the same reference");
        int refunds = next.fundsNow().map(funds -> funds.refunds().size()).orElse(0);
        return new Sale(
                next, Deadlines.lookAt(next, now), refunds, same ? word : Word.NONE, same && booked, spent);
    }

    Sale heard(Word said, boolean inBooks) {
        return new Sale(escrow, due, begun, said, inBooks, spending);
    }

    Sale with(Spending spent) {
        return new Sale(escrow, due, begun, word, booked, spent);
    }

    /** The id the next refund would have. */
    RefundId next() {
        return IDS.get(begun);
    }

    Optional<Refund> waiting() {
        return escrow.openRefund().filter(refund -> refund.status() != Refund.Status.RETRYING);
    }

    /** What the open refund weighs, in minor units; zero if none is open. */
    long underway() {
        return escrow.openRefund()
                .map(refund -> refund.part().gross(escrow.agreement()).amountMinor())
                .orElse(0L);
    }

    /** Nothing more can happen to it by itself. */
    boolean isOver() {
        return switch (escrow) {
            case Escrow.Settled _, Escrow.Cancelled _, Escrow.Expired _ ->
                escrow.fundsNow().filter(Sale::isGoingOn).isEmpty();
            case Escrow.Created _, Escrow.Funding _, Escrow.Held _, Escrow.Delivered _ -> false;
        };
    }

    private static boolean isGoingOn(EscrowFunds funds) {
        return !funds.maturing().isEmpty()
                || funds.openRefund().isPresent()
                || funds.holds().dispute().isPresent()
                || funds.holds().silentAt().isPresent();
    }
}
