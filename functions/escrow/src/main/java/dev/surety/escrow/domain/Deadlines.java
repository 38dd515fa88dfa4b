package dev.surety.escrow.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When time itself moves an escrow on, by the state it is in. */
public final class Deadlines {
    private static final Duration BEGUN = Duration.ofMinutes(6);
    private static final Duration FIRST_ASK = Duration.ofMinutes(2);
    private static final int MOST_DOUBLINGS = 9;

    private Deadlines() {}

    /** What a party is told: when, and what then happens. */
    public record Announced(Instant at, String then) {}

    public static Optional<Announced> announced(Escrow escrow) {
        return switch (escrow) {
            case Escrow.Created created -> Optional.of(new Announced(created.payBy(), "expire"));
            case Escrow.Delivered delivered -> Optional.of(new Announced(delivered.inspectUntil(), "release"));
            case Escrow.Funding _, Escrow.Held _, Escrow.Settled _, Escrow.Expired _ -> Optional.empty();
        };
    }

    /**
     * When the timer is to look at it. Deadlines that take something from a party are looked at five minutes late;
     * a payment that was begun is looked after when whoever began it has surely ended, whatever its clock says; one
     * that is known to be unknown is asked about after two minutes, then ever more seldom, up to every 17 hours.
     */
    public static Optional<Instant> lookAt(Escrow escrow, Instant now) {
        return switch (escrow) {
            case Escrow.Funding funding ->
                Optional.of(now.plus(
                        funding.asked() == 0
                                ? BEGUN
                                : FIRST_ASK.multipliedBy(1L << Math.min(funding.asked() - 1, MOST_DOUBLINGS))));
            case Escrow.Created _, Escrow.Delivered _ ->
                announced(escrow).map(deadline -> deadline.at().plus(EscrowRules.CLOCK_DIFFERENCE));
            case Escrow.Held _, Escrow.Settled _, Escrow.Expired _ -> Optional.empty();
        };
    }
}
