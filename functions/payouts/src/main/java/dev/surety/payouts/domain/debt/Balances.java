package dev.surety.payouts.domain.debt;

import dev.surety.model.money.Money;

/**
 * A payee's balances in one currency, of which a collection takes.
 *
 * @param debt negative while the payee owes; positive if more came back than it owed
 */
public record Balances(Money payable, Money reserve, Money debt) {
    public boolean owes() {
        return debt.isNegative();
    }
}
