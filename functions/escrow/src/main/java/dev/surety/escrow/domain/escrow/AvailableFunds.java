package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import java.util.Optional;

/** Takes a part of the uncommitted money, or refuses. */
final class AvailableFunds {
    private AvailableFunds() {}

    sealed interface Availability {
        record Available(Portion part) implements Availability {}

        record Unavailable(Decision.Refused refusal) implements Availability {}

        /** Whether the refusal is that a case holds the money. */
        default boolean isFrozen() {
            return this instanceof Unavailable(Decision.Refused(var refusal))
                    && (refusal.reason() == CommonReason.FROZEN_BY_CASE
                            || refusal.reason() == CommonReason.BANK_DECIDES);
        }
    }

    /** The portion for a part of the price, or for all that is uncommitted. */
    static Availability slice(EscrowFunds funds, Optional<Money> amount) {
        EscrowAmounts amounts = funds.amounts();
        if (amounts.uncommitted().isZero()
                || amount.filter(of -> of.compareTo(amounts.uncommittedPrice()) > 0).isPresent()) {
            return new Availability.Unavailable(refusal(funds, amount));
        }
        boolean all = amount.filter(of -> of.compareTo(amounts.uncommittedPrice()) < 0).isEmpty();
        return new Availability.Available(all ? amounts.allUncommitted() : amounts.next(amount.orElseThrow()));
    }

    /** The refusals in order: a bank has the money, a dispute freezes it, a refund is under way. */
    private static Decision.Refused refusal(EscrowFunds funds, Optional<Money> amount) {
        EscrowAmounts amounts = funds.amounts();
        Money reachable = amounts.uncommittedPrice();
        Money wanted = amount.orElse(reachable);
        if (funds.isFrozen() && wanted.compareTo(reachable.plus(amounts.frozen().price())) <= 0) {
            return EscrowRules.frozen(funds);
        }
        Money withFlying = reachable.plus(amounts.frozen().price()).plus(amounts.inFlight().price());
        if (!amounts.inFlight().isZero() && wanted.compareTo(withFlying) <= 0) {
            return EscrowRules.refundInFlight();
        }
        return Decision.exceeds("There are " + reachable + " left of the price.", reachable, wanted);
    }
}
