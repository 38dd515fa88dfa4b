package dev.surety.ledger.app.report;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.ledger.domain.report.TrialBalance;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The trial balance at present or at a past instant, folded from lines. */
public final class ReadTrialBalance {
    /** As many as the store's client has connections to spare. */
    private static final int AT_ONCE = 8;

    private final Accounts accounts;
    private final Lines lines;
    private final ParkedEntries parked;
    private final Present present;

    public ReadTrialBalance(Accounts accounts, Lines lines, ParkedEntries parked, Present present) {
        this.accounts = accounts;
        this.lines = lines;
        this.parked = parked;
        this.present = present;
    }

    /** @param complete the sums are zero and nothing is parked */
    public record Read(TrialBalance balance, boolean complete, Instant asOf) {}

    public Instant now(MarketplaceId marketplace) {
        return present.now(marketplace);
    }

    public Read of(MarketplaceId marketplace, Optional<Instant> at) {
        List<LedgerAccount> all = accounts.all(marketplace);
        List<Balance> balances = (at.isPresent() ? before(all, at.get()) : accounts.balances(all).stream())
                .filter(balance -> balance.lines() > 0)
                .toList();
        TrialBalance balance = TrialBalance.of(balances);
        boolean complete = balance.isZeroInSum() && !parked.any(marketplace);
        return new Read(balance, complete, at.orElseGet(() -> present.now(marketplace)));
    }

    private Stream<Balance> before(List<LedgerAccount> all, Instant until) {
        return SideBySide.map(AT_ONCE, all, account -> lines.before(account, until)).stream();
    }
}
