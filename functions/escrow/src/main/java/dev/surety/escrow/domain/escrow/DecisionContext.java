package dev.surety.escrow.domain.escrow;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The circumstances of a decision.
 *
 * @param matures how long money released to a new payee stays on hold
 * @param reserve the part of a release that is kept for a time, by the marketplace's settings
 * @param hasArbiters whether the marketplace's disputes have a procedure of their own
 */
public record DecisionContext(
        Instant now, Optional<Duration> matures, Optional<MoneyOut.Reserve> reserve, boolean hasArbiters) {
    public DecisionContext(Instant now, Optional<Duration> matures, Optional<MoneyOut.Reserve> reserve) {
        this(now, matures, reserve, false);
    }

    public DecisionContext(Instant now, Optional<Duration> matures) {
        this(now, matures, Optional.empty());
    }

    public static DecisionContext at(Instant now) {
        return new DecisionContext(now, Optional.empty());
    }

    public DecisionContext withArbiters() {
        return new DecisionContext(now, matures, reserve, true);
    }

    /** Nothing where less than a minor unit would be kept. */
    Optional<EscrowEvent.Kept> kept(Money net) {
        return reserve.map(of -> new EscrowEvent.Kept(new BasisPoints(of.basisPoints()).ofHalfEven(net), of.days()))
                .filter(kept -> kept.amount().isPositive());
    }

    Optional<Instant> maturesAt() {
        return matures.map(now::plus);
    }
}
