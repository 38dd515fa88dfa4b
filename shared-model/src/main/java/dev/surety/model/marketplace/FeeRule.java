package dev.surety.model.marketplace;

import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.util.List;

/**
 * A fee of the marketplace: a share of the price plus a fixed amount, held between a least and a most. The fixed, least
 * and most amounts are given per currency; an empty list means none.
 */
public record FeeRule(
        String name, BasisPoints basisPoints, List<Money> fixed, List<Money> min, List<Money> max, Side borneBy) {
    public FeeRule {
        fixed = List.copyOf(fixed);
        min = List.copyOf(min);
        max = List.copyOf(max);
    }

    public enum Side {
        PAYER,
        PAYEE
    }
}
