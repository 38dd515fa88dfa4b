package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.payment.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The deadlines of an escrow, by its state and its cases. */
public final class Deadlines {
    /** The method by which the payer's bank is told to pay; the bank has done so after this time. */
    public static final String SLOW_DEBIT = "debit_slow";

    public static final Duration SLOW_DEBIT_TAKES = Duration.ofDays(2);


    private Deadlines() {}

    /** A deadline as shown to a party: its time and its consequence. */
    public record Announced(Instant at, String then) {}

    /** The earliest running deadline. */
    public static Optional<Announced> announced(Escrow escrow) {
        return running(escrow).stream().min(Comparator.comparing(Announced::at));
    }

    /** The state's own deadline for uncommitted money. */
    static Optional<Instant> ofState(Escrow escrow) {
        return switch (escrow) {
            case Escrow.Held held -> Optional.of(held.deliverBy());
            case Escrow.Delivered delivered -> Optional.of(delivered.inspectUntil());
            case Escrow.Created _, Escrow.Funding _, Escrow.Settled _, Escrow.Cancelled _, Escrow.Expired _ ->
                Optional.empty();
        };
    }

    private static List<Announced> running(Escrow escrow) {
        List<Announced> running = new ArrayList<>();
        switch (escrow) {
            case Escrow.Created created -> running.add(new Announced(created.payBy(), "expire"));
            case Escrow.Funding funding -> expected(funding).ifPresent(running::add);
            case Escrow.Held held when isFree(held) -> running.add(new Announced(held.deliverBy(), "refund"));
            case Escrow.Delivered delivered when isFree(delivered) ->
                running.add(new Announced(delivered.inspectUntil(), "release"));
            case Escrow.Held _, Escrow.Delivered _, Escrow.Settled _, Escrow.Cancelled _, Escrow.Expired _ -> {}
        }
        escrow.fundsNow().ifPresent(funds -> {
            funds.maturesNext().ifPresent(at -> running.add(new Announced(at, "mature")));
            FundsHolds holds = funds.holds();
            holds.silentAt().ifPresent(at -> running.add(new Announced(at, "lose")));
            holds.dispute()
                    .filter(_ -> !holds.isBankDeciding())
                    .ifPresent(dispute -> running.add(new Announced(dispute.longStop(), "refund")));
            funds.openRefund()
                    .filter(refund -> refund.status() == Refund.Status.RETRYING)
                    .ifPresent(refund -> running.add(new Announced(refund.askAt(), "refund")));
        });
        return running;
    }

    private static boolean isFree(Escrow escrow) {
        return !escrow.amountsNow().uncommitted().isZero();
    }

    /**
     * The time of the next look: the earliest of all running deadlines. Deadlines that take something from a party are
     * looked at five minutes late. A gateway's answer is looked for when the gateway is to be asked.
     */
    public static Optional<Instant> lookAt(Escrow escrow, Instant now) {
        if (escrow instanceof Escrow.Funding funding) {
            return Optional.of(asksNext(funding, now));
        }
        Optional<Instant> asks = escrow.openRefund().map(Refund::askAt);
        Stream<Instant> others = running(escrow).stream()
                // Money can go back only after the open refund is over.
                .filter(deadline -> asks.isEmpty() || !deadline.then().equals("refund"))
                .map(deadline -> deadline.at().plus(RetrySchedule.CLOCK_DIFFERENCE));
        return Stream.of(asks.stream(), tells(escrow).stream(), others)
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    /** Whether it is time to look for the dispute's own chain. */
    public static boolean looksForDispute(Escrow escrow, Instant now) {
        return tells(escrow).filter(at -> !now.isBefore(at)).isPresent();
    }

    /** When to look whether the dispute has its own chain. We do not announce it: it takes nothing from a party. */
    private static Optional<Instant> tells(Escrow escrow) {
        return escrow.fundsNow()
                .flatMap(funds -> funds.holds().dispute())
                .flatMap(OpenDispute::telling)
                .flatMap(CaseTelling::next);
    }

    /**
     * Asks the gateway when its answer is expected, and soon after that, however often it was asked before. When the
     * payer's time at the gateway's page is over, the charge is cancelled.
     */
    private static Instant asksNext(Escrow.Funding funding, Instant now) {
        Instant asks = funding.asked() == 0 && funding.actBy().isEmpty()
                ? RetrySchedule.begun(now)
                : RetrySchedule.asked(now, funding.asked());
        return expected(funding)
                .map(at -> at.at().plus(RetrySchedule.CLOCK_DIFFERENCE))
                .map(at -> now.isBefore(at) ? at : now.plus(longer(Duration.between(at, now), RetrySchedule.FIRST_ASK)))
                .filter(asks::isAfter)
                .orElse(asks);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** The end of the payer's time, or else the time by which the method promises an answer. */
    private static Optional<Announced> expected(Escrow.Funding funding) {
        return funding.actBy()
                .map(at -> new Announced(at, "decline"))
                .or(() -> Optional.of(funding)
                        .filter(waits -> waits.answered() && waits.method().equals(SLOW_DEBIT))
                        .map(waits -> new Announced(waits.intentAt().plus(SLOW_DEBIT_TAKES), "ask")));
    }
}
