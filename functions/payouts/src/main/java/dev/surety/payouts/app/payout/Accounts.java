package dev.surety.payouts.app.payout;

import dev.surety.model.id.PayoutId;
import dev.surety.model.ledger.LedgerAccount;
import java.time.Instant;
import java.util.List;

/** The ledger's accounts, read consistently. A guarded debit is in them at once; other postings follow. */
public interface Accounts {
    long balance(LedgerAccount account);

    /** The payouts that debited the account from an instant on, and not after another, at most so many. */
    List<PayoutId> payouts(LedgerAccount account, Instant from, Instant until, int most);
}
