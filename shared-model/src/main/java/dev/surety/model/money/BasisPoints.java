package dev.surety.model.money;

import dev.surety.model.Invariants;

/** A share in hundredths of a percent, 0 to 10,000. */
public record BasisPoints(int value) {
    public static final int WHOLE = 10_000;

    public BasisPoints {
        Invariants.hold(value >= 0 && value <= WHOLE, "basis points run from 0 to 10000");
    }

    /** This share of an amount that is not negative, rounded half-even to the minor unit. */
    public Money ofHalfEven(Money whole) {
        return Money.of(Allocation.shareHalfEven(whole.amountMinor(), value, WHOLE), whole.currency());
    }

    /**
     * The part of an amount that this share of the rest has added, such as the tax that a gross amount contains. It is
     * rounded half-even to the minor unit.
     */
    public Money containedHalfEven(Money gross) {
        return Money.of(Allocation.shareHalfEven(gross.amountMinor(), value, WHOLE + value), gross.currency());
    }
}
