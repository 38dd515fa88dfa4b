package dev.surety.payouts.app.bank;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.bank.BankAccount;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.util.Optional;

/** How far we read each account's lines. Each account has an endless chain; its last entry holds the cursor. */
public interface AccountStore {
    Stored load(MarketplaceId marketplace, String account);

    /**
     * Appends the account after the entry that was read. Returns false if another call took the place.
     *
     * @param why {@code opened}, {@code expected} or {@code asked}
     */
    boolean append(Stored after, BankAccount account, String why, Instant now);

    record Stored(Optional<BankAccount> account, StateChain chain) {
        public Optional<Entry> last() {
            return chain.last();
        }
    }
}
