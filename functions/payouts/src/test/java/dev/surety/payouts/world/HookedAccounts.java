package dev.surety.payouts.world;

import dev.surety.model.id.PayoutId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.payouts.app.payout.Accounts;
import java.time.Instant;
import java.util.List;

/** Accounts that run something after their lines were read. */
record HookedAccounts(Accounts accounts, Runnable after) implements Accounts {
    @Override
    public long balance(LedgerAccount account) {
        return accounts.balance(account);
    }

    @Override
    public List<PayoutId> payouts(LedgerAccount account, Instant from, Instant until, int most) {
        List<PayoutId> found = accounts.payouts(account, from, until, most);
        after.run();
        return found;
    }
}
