package dev.surety.model.money;

import dev.surety.model.Invariants;

/**
 * An exact amount in minor units of one currency, signed. Arithmetic is checked: a result that does not fit into 64
 * bits is a breach. Rounding happens only in {@link BasisPoints} and {@link Allocation}, named at the call.
 */
public record Money(long amountMinor, Currency currency) implements Comparable<Money> {
    /** The largest amount a command may name: 10^15 minor units. Sums of thousands of these still fit. */
    public static final long LARGEST_COMMAND_MINOR = 1_000_000_000_000_000L;

    public static Money of(long amountMinor, Currency currency) {
        return new Money(amountMinor, currency);
    }

    public static Money of(long amountMinor, String currency) {
        return new Money(amountMinor, Currency.of(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        same(other);
        return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
    }

    public Money minus(Money other) {
        same(other);
        return new Money(Math.subtractExact(amountMinor, other.amountMinor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(amountMinor), currency);
    }

    public boolean isZero() {
        return amountMinor == 0;
    }

    public boolean isPositive() {
        return amountMinor > 0;
    }

    public boolean isNegative() {
        return amountMinor < 0;
    }

    /** Comparing amounts of different currencies is a breach. */
    @Override
    public int compareTo(Money other) {
        same(other);
        return Long.compare(amountMinor, other.amountMinor);
    }

    private void same(Money other) {
        Invariants.hold(currency.equals(other.currency), "amounts of two currencies never mix");
    }

    /** For people and logs, such as {@code 19.99 EUR}; never parsed. */
    @Override
    public String toString() {
        if (currency.decimals() == 0) {
            return amountMinor + " " + currency;
        }
        long unit = 1;
        for (int i = 0; i < currency.decimals(); i++) {
            unit *= 10;
        }
        String cents = Long.toString(Math.abs(amountMinor % unit) + unit).substring(1);
        return (amountMinor < 0 ? "-" : "") + Math.abs(amountMinor / unit) + "." + cents + " " + currency;
    }
}
