package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.money.Allocation;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Each fee's share of the next part of the price. The fees of a side are cumulated together, so that rounding never
 * takes more than the part. Their sum is split by largest remainder over the unpaid rest of each fee. Every share
 * counts from the parts cut before. However the price is cut and refunds fail, the payer's fees sum to their whole, and
 * the payee's never exceed theirs.
 */
final class Shares {
    private Shares() {}

    /** Shares in the agreement's order; {@code cut} is all money that is not uncommitted, {@code part} the next. */
    static List<Money> of(Agreement agreement, Portion cut, Money part) {
        List<Money> shares = new ArrayList<>(Portion.none(agreement).shares());
        for (boolean payers : List.of(true, false)) {
            List<Integer> borne = IntStream.range(0, shares.size())
                    .filter(i -> agreement.fees().get(i).isPayers() == payers)
                    .boxed()
                    .toList();
            split(agreement, cut, part, borne, payers, shares);
        }
        return List.copyOf(shares);
    }

    private static void split(
            Agreement agreement, Portion cut, Money part, List<Integer> borne, boolean payers, List<Money> shares) {
        Money zero = Money.zero(part.currency());
        Money whole = borne.stream().map(i -> agreement.fees().get(i).whole()).reduce(zero, Money::plus);
        Money before = borne.stream().map(cut.shares()::get).reduce(zero, Money::plus);
        Money until = Allocation.cumulativeHalfEven(whole, zero, cut.price().plus(part), agreement.price());
        Money together = until.compareTo(before) < 0 ? zero : until.minus(before);
        // Only after money returned can rounding ask for more than this part.
        together = !payers && together.compareTo(part) > 0 ? part : together;
        if (together.isZero()) {
            return;
        }
        List<Long> lacking = borne.stream()
                .map(i -> agreement.fees().get(i).whole().minus(cut.shares().get(i)).amountMinor())
                .toList();
        List<Money> parts = Allocation.largestRemainder(together, lacking);
        for (int n = 0; n < borne.size(); n++) {
            shares.set(borne.get(n), parts.get(n));
        }
    }
}
