package dev.surety.ledger.domain.open;

import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * An amount that stands on an account.
 *
 * @param left by this chain; empty where no chain explains it
 * @param since when the chain left it; empty where no chain explains it
 */
public record OpenItem(LedgerAccount account, Optional<ChainId> left, long amountMinor, Optional<Instant> since) {
    /** Oldest first; an amount without a chain comes last. */
    public static final Comparator<OpenItem> OLDEST = Comparator.comparing(OpenItem::account)
            .thenComparing(item -> item.since().orElse(Instant.MAX))
            .thenComparing(item -> item.left().map(ChainId::toString).orElse(""));

    public Money money() {
        return account.money(amountMinor);
    }

    /** In whole days. */
    public Optional<Long> ageDays(Instant now) {
        return since.map(at -> Duration.between(at, now).toDays());
    }
}
