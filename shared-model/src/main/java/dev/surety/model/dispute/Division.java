package dev.surety.model.dispute;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;

/** Divides disputed money, before fees: one part for the payee, the rest for the payer. */
public record Division(Money toPayee, Money toPayer) {
    public Division {
        Invariants.hold(
                toPayee.currency().equals(toPayer.currency()) && !toPayee.isNegative() && !toPayer.isNegative(),
                "both parts are of one currency and not negative");
    }

    public static Division allToPayer(Money amount) {
        return new Division(Money.zero(amount.currency()), amount);
    }

    public static Division allToPayee(Money amount) {
        return new Division(amount, Money.zero(amount.currency()));
    }

    public Money sum() {
        return toPayee.plus(toPayer);
    }
}
