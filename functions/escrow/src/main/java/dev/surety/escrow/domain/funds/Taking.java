package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.money.Money;
import java.time.Duration;

/**
 * A chargeback covers some of its shortfall.
 *
 * @param covered all that it found, with the part that the dispute had frozen already
 * @param held money newly frozen for it, or lost to it
 * @param ofMaturing the part of {@code held} that was on hold; none in today's events
 * @param taken released money that was taken back
 * @param onHold the part of {@code taken} that was on hold; the payee owes the rest
 * @param toMature how long that part still had to stay on hold
 * @param ofDispute disputed money that is lost to it, because the bank kept it
 */
public record Taking(
        String chargeback,
        Money covered,
        Portion held,
        Portion ofMaturing,
        Portion taken,
        Portion onHold,
        Duration toMature,
        Portion ofDispute) {
    public static Taking nothing(Agreement agreement, String chargeback) {
        Portion none = Portion.none(agreement);
        return new Taking(chargeback, none.price(), none, none, none, none, Duration.ZERO, none);
    }
}
