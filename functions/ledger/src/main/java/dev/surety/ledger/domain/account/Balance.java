package dev.surety.ledger.domain.account;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Money;

/** What an account holds now, and over how many lines that is the sum. */
public record Balance(LedgerAccount account, long amountMinor, long lines) {
    public Money money() {
        return account.money(amountMinor);
    }
}
