package dev.surety.model.marketplace;

import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Money;

/** A tax that a fee contains: its name, and its rate on the fee without it. */
public record TaxIncluded(String name, BasisPoints basisPoints) {

    /** The tax in a fee, half-even. Parts of a fee contain the differences of its cumulative tax. */
    public Money in(Money fee) {
        return basisPoints.containedHalfEven(fee);
    }
}
