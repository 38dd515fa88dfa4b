package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.Invariants;
import dev.surety.model.money.Allocation;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the price with its share of each fee. Its gross is the part and the payer's fees on it. Its net, for the
 * payee, is the part less the payee's fees.
 *
 * @param price the part, before fees
 * @param shares of each fee, in the agreement's order
 */
public record Portion(Money price, List<Money> shares) {
    public Portion {
        shares = List.copyOf(shares);
        Invariants.hold(!price.isNegative(), "escrow-conserved: no part is negative");
        Invariants.hold(shares.stream().noneMatch(Money::isNegative), "escrow-conserved: no fee is negative");
    }

    public static Portion none(Agreement agreement) {
        Money zero = Money.zero(agreement.price().currency());
        return new Portion(zero, agreement.fees().stream().map(_ -> zero).toList());
    }

    public boolean isZero() {
        return price.isZero() && shares.stream().allMatch(Money::isZero);
    }

    /** The payer's money of it: the part and the payer's fees on it. */
    public Money gross(Agreement agreement) {
        return price.plus(borne(agreement, true));
    }

    /** The payee's money of it: the part less the payee's fees. */
    public Money net(Agreement agreement) {
        return price.minus(borne(agreement, false));
    }

    public Money fees() {
        return shares.stream().reduce(Money.zero(price.currency()), Money::plus);
    }

    /** Whether it covers another portion, in its price and in every share. */
    public boolean covers(Portion other) {
        return price.compareTo(other.price) >= 0
                && IntStream.range(0, shares.size())
                        .allMatch(i -> shares.get(i).compareTo(other.shares.get(i)) >= 0);
    }

    public Portion plus(Portion other) {
        return new Portion(price.plus(other.price), each(other, Money::plus));
    }

    public Portion minus(Portion other) {
        return new Portion(price.minus(other.price), each(other, Money::minus));
    }

    /** The piece of this portion that is {@code part} of its price, with its share of the fees, half-even. */
    public Portion portion(Agreement agreement, Money part) {
        List<Money> cut = new ArrayList<>(none(agreement).shares());
        for (boolean payers : List.of(true, false)) {
            Money whole = borne(agreement, payers);
            Money together = price.isZero()
                    ? whole
                    : Allocation.cumulativeHalfEven(whole, Money.zero(price.currency()), part, price);
            cut(agreement, payers, together, cut);
        }
        return new Portion(part, cut);
    }

    /** The piece of this portion whose gross is exactly {@code gross}, at most this portion's own gross. */
    public Portion portionOfGross(Agreement agreement, Money gross) {
        Money whole = gross(agreement);
        if (whole.isZero()) {
            return this;
        }
        Money none = Money.zero(gross.currency());
        Money part = Allocation.cumulativeHalfEven(price, none, gross, whole);
        List<Money> cut = new ArrayList<>(portion(agreement, part).shares());
        cut(agreement, true, gross.minus(part), cut);
        return new Portion(part, cut);
    }

    /** The piece of this portion that covers a bank's debit of {@code gross}: all of it if the debit is larger. */
    public Portion covering(Agreement agreement, Money gross) {
        return gross.compareTo(gross(agreement)) >= 0 ? this : portionOfGross(agreement, gross);
    }

    private void cut(Agreement agreement, boolean payers, Money together, List<Money> into) {
        List<Integer> borne = IntStream.range(0, shares.size())
                .filter(i -> agreement.fees().get(i).isPayers() == payers)
                .boxed()
                .toList();
        List<Money> parts = together.isZero()
                ? borne.stream().map(_ -> together).toList()
                : Allocation.largestRemainder(
                        together, borne.stream().map(i -> shares.get(i).amountMinor()).toList());
        for (int n = 0; n < borne.size(); n++) {
            into.set(borne.get(n), parts.get(n));
        }
    }

    private Money borne(Agreement agreement, boolean payers) {
        return IntStream.range(0, shares.size())
                .filter(i -> agreement.fees().get(i).isPayers() == payers)
                .mapToObj(shares::get)
                .reduce(Money.zero(price.currency()), Money::plus);
    }

    private interface Sum {
        Money of(Money one, Money other);
    }

    private List<Money> each(Portion other, Sum sum) {
        return IntStream.range(0, shares.size())
                .mapToObj(i -> sum.of(shares.get(i), other.shares.get(i)))
                .toList();
    }
}
