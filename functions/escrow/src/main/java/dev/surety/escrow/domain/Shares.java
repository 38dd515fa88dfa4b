package dev.surety.escrow.domain;

import dev.surety.model.money.Allocation;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each fee takes of a part of the price. The fees a side bears are cumulated together, so that rounding never
 * takes more of a part than there is, and what they take is then split by largest remainder over what each still
 * lacks. However the price is cut, every fee's shares sum to its whole.
 */
final class Shares {
    private Shares() {}

    /** Shares in the agreement's order, for a part that is not more than what is left of the price. */
    static List<Money> of(Agreement agreement, Holdings holdings, Money part) {
        List<Money> shares = new ArrayList<>(
                agreement.fees().stream().map(_ -> Money.zero(part.currency())).toList());
        for (boolean payers : List.of(true, false)) {
            List<Integer> borne = IntStream.range(0, shares.size())
                    .filter(i -> agreement.fees().get(i).isPayers() == payers)
                    .boxed()
                    .toList();
            split(agreement, holdings, part, borne, shares);
        }
        return List.copyOf(shares);
    }

    private static void split(
            Agreement agreement, Holdings holdings, Money part, List<Integer> borne, List<Money> shares) {
        Money whole = borne.stream()
                .map(i -> agreement.fees().get(i).whole())
                .reduce(Money.zero(part.currency()), Money::plus);
        Money together =
                Allocation.cumulativeHalfEven(whole, holdings.servedPrice(), part, agreement.price());
        if (together.isZero()) {
            return;
        }
        List<Long> lacking = borne.stream()
                .map(i -> agreement.fees().get(i).whole().minus(holdings.taken().get(i)).amountMinor())
                .toList();
        List<Money> parts = Allocation.largestRemainder(together, lacking);
        for (int n = 0; n < borne.size(); n++) {
            shares.set(borne.get(n), parts.get(n));
        }
    }
}
