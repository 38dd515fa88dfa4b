package dev.surety.escrow.domain.terms;

import dev.surety.model.marketplace.FeeRule.Side;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.TaxIncluded;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/** A fee frozen into an escrow: the rule's name, share and tax, and its whole amount for the price, tax included. */
public record Fee(
        String name, BasisPoints basisPoints, Side borneBy, Money whole, Optional<TaxIncluded> taxIncluded) {

    /** A fee without tax. */
    public Fee(String name, BasisPoints basisPoints, Side borneBy, Money whole) {
        this(name, basisPoints, borneBy, whole, Optional.empty());
    }

    /**
     * A rule's fee: its share of the price (half-even) plus a fixed amount, held between least and most. Empty if the
     * rule names amounts in other currencies only.
     */
    public static Optional<Fee> of(FeeRule rule, Money price) {
        Money fee = rule.basisPoints().ofHalfEven(price);
        for (List<Money> amounts : List.of(rule.fixed(), rule.min(), rule.max())) {
            if (!amounts.isEmpty() && in(amounts, price.currency()).isEmpty()) {
                return Optional.empty();
            }
        }
        fee = in(rule.fixed(), price.currency()).map(fee::plus).orElse(fee);
        Money least = in(rule.min(), price.currency()).orElse(fee);
        fee = fee.compareTo(least) < 0 ? least : fee;
        Money most = in(rule.max(), price.currency()).orElse(fee);
        fee = fee.compareTo(most) > 0 ? most : fee;
        return Optional.of(new Fee(rule.name(), rule.basisPoints(), rule.borneBy(), fee, rule.taxIncluded()));
    }

    /** The tax in what was taken of this fee so far. */
    public Money taxIn(Money taken) {
        return taxIncluded.map(tax -> tax.in(taken)).orElseGet(() -> Money.zero(taken.currency()));
    }

    public boolean isPayers() {
        return borneBy == Side.PAYER;
    }

    private static Optional<Money> in(List<Money> amounts, Currency currency) {
        return amounts.stream()
                .filter(amount -> amount.currency().equals(currency))
                .findFirst();
    }
}
