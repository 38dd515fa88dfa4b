package dev.surety.escrow.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When time itself moves an escrow on, by the state it is in. */
public final class Deadlines {
    private static final Duration BEGUN = Duration.ofMinutes(6);
    private static final Duration FIRST_ASK = Duration.ofMinutes(2);
    private static final int MOST_DOUBLINGS = 9;

    private Deadlines() {}

    /** What a party is told: when, and what then happens. */
    public record Announced(Instant at, String then) {}

    public static Optional<Announced> announced(Escrow escrow) {
        boolean nothingFree = escrow.holdingsNow().free().isZero();
        return switch (escrow) {
            case Escrow.Created created -> Optional.of(new Announced(created.payBy(), "expire"));
            case Escrow.Funding funding -> funding.actBy().map(at -> new Announced(at, "decline"));
            case Escrow.Held held -> nothingFree ? triedAgain(held) : told(held.deliverBy(), "refund");
            case Escrow.Delivered delivered ->
                nothingFree ? triedAgain(delivered) : told(delivered.inspectUntil(), "release");
            case Escrow.Disputed(_, _, var open, _) ->
                Optional.of(new Announced(open.endsAt(), open.isCharged() ? "lose" : "refund"));
            case Escrow.Settled settled ->
                settled.custody().maturesNext().map(at -> new Announced(at, "mature"));
            case Escrow.Cancelled _, Escrow.Expired _ -> Optional.empty();
        };
    }

    private static Optional<Announced> told(Instant at, String then) {
        return Optional.of(new Announced(at, then));
    }

    /** All of it is on its way back: only if the gateway refused is there a time when it is sent again. */
    private static Optional<Announced> triedAgain(Escrow escrow) {
        return escrow.openRefund()
                .filter(refund -> refund.status() == Refund.Status.RETRYING)
                .map(refund -> new Announced(refund.askAt(), "refund"));
    }

    /**
     * When the timer is to look at it. Deadlines that take something from a party are looked at five minutes late;
     * what waits for a gateway, when the gateway is to be asked; the earliest of these.
     */
    public static Optional<Instant> lookAt(Escrow escrow, Instant now) {
        Optional<Instant> own =
                switch (escrow) {
                    case Escrow.Funding funding -> Optional.of(asksNext(funding, now));
                    // A refund on its way has to be out of it before the rest can follow.
                    case Escrow.Held _ when escrow.openRefund().isPresent() -> Optional.empty();
                    case Escrow.Disputed(_, _, var open, _)
                    when !open.isCharged() && escrow.openRefund().isPresent() -> Optional.empty();
                    case Escrow.Created _, Escrow.Held _, Escrow.Delivered _, Escrow.Disputed _ ->
                        announced(escrow).map(deadline -> deadline.at().plus(EscrowRules.CLOCK_DIFFERENCE));
                    case Escrow.Settled _, Escrow.Cancelled _, Escrow.Expired _ -> Optional.empty();
                };
        Optional<Instant> matures = escrow.custodyNow()
                .flatMap(Custody::maturesNext)
                .map(at -> at.plus(EscrowRules.CLOCK_DIFFERENCE));
        Optional<Instant> refund = escrow.openRefund().map(Refund::askAt);
        return Stream.of(own, matures, refund).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private static Instant asksNext(Escrow.Funding funding, Instant now) {
        return funding.asked() == 0 && funding.actBy().isEmpty() ? begun(now) : asked(now, funding.asked());
    }

    /** When to look after something begun, should nobody hear of it again: whoever began it has surely ended. */
    static Instant begun(Instant now) {
        return now.plus(BEGUN);
    }

    /** When to ask again what was asked in vain so often: after two minutes, then ever more seldom, up to 17 hours. */
    static Instant asked(Instant now, int inVain) {
        return now.plus(FIRST_ASK.multipliedBy(1L << Math.min(Math.max(inVain - 1, 0), MOST_DOUBLINGS)));
    }
}
