package dev.surety.escrow.app.escrow;

import dev.surety.model.ledger.LedgerAccount;

/** The ledger's balances, in minor units, as they are now. */
public interface Balances {
    long of(LedgerAccount account);
}
