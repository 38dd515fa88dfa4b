package dev.surety.model.marketplace;

import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * A fee of the marketplace: a share of the price plus a fixed amount, held between a least and a most. The fixed, least
 * and most amounts are given per currency; an empty list means none. The fee may contain a tax.
 */
public record FeeRule(
        String name,
        BasisPoints basisPoints,
        List<Money> fixed,
        List<Money> min,
        List<Money> max,
        Side borneBy,
        Optional<TaxIncluded> taxIncluded) {
    public FeeRule {
        fixed = List.copyOf(fixed);
        min = List.copyOf(min);
        max = List.copyOf(max);
    }

    /** A fee without tax. */
    public FeeRule(
            String name, BasisPoints basisPoints, List<Money> fixed, List<Money> min, List<Money> max, Side borneBy) {
        this(name, basisPoints, fixed, min, max, borneBy, Optional.empty());
    }

    public enum Side {
        PAYER,
        PAYEE
    }
}
