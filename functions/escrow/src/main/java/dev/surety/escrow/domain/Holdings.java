package dev.surety.escrow.domain;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the money of one escrow is. At every version
 * {@code funded = free + frozen + inFlight + released + refunded + fees + lost}, each not negative
 * (invariant {@code escrow-conserved}); nothing else can be built.
 *
 * @param free what rules and timers may spend
 * @param frozen held by a case
 * @param inFlight held by an intent whose outcome is not known
 * @param released what the payee got, after fees
 * @param taken of each fee, in the agreement's order
 * @param servedPrice the part of the price that has been released, before fees
 */
public record Holdings(
        Money funded,
        Money free,
        Money frozen,
        Money inFlight,
        Money released,
        Money refunded,
        Money lost,
        List<Money> taken,
        Money servedPrice) {

    public Holdings {
        taken = List.copyOf(taken);
        Money sum = free.plus(frozen)
                .plus(inFlight)
                .plus(released)
                .plus(refunded)
                .plus(lost)
                .plus(sum(taken, free));
        Invariants.hold(sum.equals(funded), "escrow-conserved: the parts sum to what was funded");
        for (Money part : List.of(free, frozen, inFlight, released, refunded, lost, servedPrice)) {
            Invariants.hold(!part.isNegative(), "escrow-conserved: no part is negative");
        }
        Invariants.hold(taken.stream().noneMatch(Money::isNegative), "escrow-conserved: no fee is negative");
    }

    static Holdings none(Agreement agreement) {
        Money zero = Money.zero(agreement.price().currency());
        List<Money> nothing = agreement.fees().stream().map(_ -> zero).toList();
        return new Holdings(zero, zero, zero, zero, zero, zero, zero, nothing, zero);
    }

    static Holdings funded(Agreement agreement, Money amount) {
        Money zero = Money.zero(amount.currency());
        return new Holdings(amount, amount, zero, zero, zero, zero, zero, none(agreement).taken(), zero);
    }

    /** After a part of the price was released, with the shares each fee took of it. */
    Holdings release(Agreement agreement, Money part, List<Money> shares) {
        Money payees = part;
        Money takenFromHeld = part;
        for (int i = 0; i < shares.size(); i++) {
            boolean payers = agreement.fees().get(i).isPayers();
            payees = payers ? payees : payees.minus(shares.get(i));
            takenFromHeld = payers ? takenFromHeld.plus(shares.get(i)) : takenFromHeld;
        }
        List<Money> more = IntStream.range(0, shares.size())
                .mapToObj(i -> taken.get(i).plus(shares.get(i)))
                .toList();
        return new Holdings(
                funded,
                free.minus(takenFromHeld),
                frozen,
                inFlight,
                released.plus(payees),
                refunded,
                lost,
                more,
                servedPrice.plus(part));
    }

    public Money fees() {
        return sum(taken, free);
    }

    public boolean isSpent() {
        return free.isZero() && frozen.isZero() && inFlight.isZero();
    }

    private static Money sum(List<Money> parts, Money like) {
        return parts.stream().reduce(Money.zero(like.currency()), Money::plus);
    }
}
