package dev.surety.escrow.domain;

import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import java.util.Optional;

/** What is asked of the free part of an escrow's money, and why it may not be had. */
final class Free {
    private Free() {}

    sealed interface Wanted {
        record Yes(Slice part) implements Wanted {}

        record No(Decision.Refused refusal) implements Wanted {}

        /** Whether it may not be had because it is frozen. */
        default boolean isFrozen() {
            return this instanceof No(Decision.Refused(var refusal))
                    && (refusal.reason() == CommonReason.FROZEN_BY_CASE
                            || refusal.reason() == CommonReason.BANK_DECIDES);
        }
    }

    /** The slice for a part of the price, or for all that is free. */
    static Wanted slice(Custody custody, Optional<Money> amount) {
        Holdings holdings = custody.holdings();
        if (holdings.free().isZero()
                || amount.filter(of -> of.compareTo(holdings.freePrice()) > 0).isPresent()) {
            return new Wanted.No(refusal(custody, amount));
        }
        boolean all = amount.filter(of -> of.compareTo(holdings.freePrice()) < 0).isEmpty();
        return new Wanted.Yes(all ? holdings.allFree() : holdings.next(amount.orElseThrow()));
    }

    /** Money that a bank has comes first, then what is in dispute, then what is on its way back. */
    private static Decision.Refused refusal(Custody custody, Optional<Money> amount) {
        Holdings holdings = custody.holdings();
        Money reachable = holdings.freePrice();
        Money wanted = amount.orElse(reachable);
        if (custody.isFrozen() && wanted.compareTo(reachable.plus(holdings.frozen().price())) <= 0) {
            return EscrowRules.frozen(custody);
        }
        Money withFlying = reachable.plus(holdings.frozen().price()).plus(holdings.inFlight().price());
        if (!holdings.inFlight().weighsNothing() && wanted.compareTo(withFlying) <= 0) {
            return EscrowRules.refundInFlight();
        }
        return Decision.refuse(CommonReason.AMOUNT_EXCEEDS, "There are " + reachable + " left of the price.");
    }
}
