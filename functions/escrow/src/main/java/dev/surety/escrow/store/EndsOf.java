package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.Refund.Cause;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.model.event.Ends;
import dev.surety.model.event.Reversal;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Describes an escrow's end, and later reversals of it, in the words that functions share. */
final class EndsOf {
    private static final String PAYEE = "payee";

    private EndsOf() {}

    /** The end that this entry makes, if it leads to a final state. */
    static Optional<Ends> of(Escrow before, Escrow next, Actor by) {
        if (isOver(before) || !isOver(next)) {
            return Optional.empty();
        }
        EscrowAmounts amounts = next.amountsNow();
        return Optional.of(new Ends(
                Ends.VERSION,
                outcome(next),
                next.agreement().price(),
                amounts.released().price(),
                refunded(next),
                amounts.fees(),
                causes(next).contains(Cause.NOT_DELIVERED),
                cancelledBy(before, next, by)));
    }

    /** The change of the retained fees by an entry after the end. */
    static Optional<Reversal> reversal(Escrow before, Escrow next) {
        Money change = retained(next).minus(retained(before));
        return isOver(before) && !change.isZero()
                ? Optional.of(new Reversal(Reversal.VERSION, change))
                : Optional.empty();
    }

    private static Money retained(Escrow escrow) {
        return escrow.feesTaken().stream()
                .reduce(Money.zero(escrow.agreement().price().currency()), Money::plus);
    }

    /** The part of the price that the gateway has sent back. */
    private static Money refunded(Escrow escrow) {
        return escrow.fundsNow().map(EscrowFunds::refunds).orElse(List.of()).stream()
                .filter(refund -> refund.status() == Refund.Status.DONE)
                .map(refund -> refund.part().price())
                .reduce(Money.zero(escrow.agreement().price().currency()), Money::plus);
    }

    private static boolean isOver(Escrow escrow) {
        return switch (escrow) {
            case Escrow.Settled _, Escrow.Cancelled _, Escrow.Expired _ -> true;
            case Escrow.Created _, Escrow.Funding _, Escrow.Held _, Escrow.Delivered _ -> false;
        };
    }

    private static String outcome(Escrow ended) {
        return ended instanceof Escrow.Settled settled
                ? settled.outcome().name().toLowerCase(Locale.ROOT)
                : ended.phaseName();
    }

    private static List<Cause> causes(Escrow escrow) {
        return escrow.fundsNow().map(EscrowFunds::refunds).orElse(List.of()).stream()
                .filter(refund -> refund.status() != Refund.Status.FAILED)
                .map(Refund::cause)
                .toList();
    }

    /**
     * The side that cancelled. If the payee refunds all of an undelivered escrow, this counts as a cancellation,
     * whichever command did it.
     */
    private static Optional<String> cancelledBy(Escrow before, Escrow next, Actor by) {
        if (next.fundsNow().isEmpty()) {
            return next instanceof Escrow.Cancelled ? Optional.of(side(next, by)) : Optional.empty();
        }
        boolean delivered = !(before instanceof Escrow.Held held) || held.funds().changes() > 0;
        boolean byPayee = List.of(Cause.GRANTED, Cause.CANCELLED).containsAll(causes(next));
        boolean all = next instanceof Escrow.Cancelled
                || (next instanceof Escrow.Settled settled && settled.outcome() == Escrow.Outcome.REFUNDED);
        return all && byPayee && !delivered ? Optional.of(PAYEE) : Optional.empty();
    }

    private static String side(Escrow escrow, Actor by) {
        if (!by.onBehalfOf().isEmpty()) {
            return by.onBehalfOf();
        }
        return switch (by.principal()) {
            case String is when is.equals(participant(escrow.agreement().payer())) -> "payer";
            case String is when is.equals(participant(escrow.agreement().payee())) -> PAYEE;
            default -> "marketplace";
        };
    }

    private static String participant(ParticipantId id) {
        return "participant:" + id.value();
    }
}
