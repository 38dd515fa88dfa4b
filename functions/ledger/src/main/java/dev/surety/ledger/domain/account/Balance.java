package dev.surety.ledger.domain.account;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Money;

/** An account's present balance and the number of lines it sums. */
public record Balance(LedgerAccount account, long amountMinor, long lines) {
    public Money money() {
        return account.money(amountMinor);
    }
}
