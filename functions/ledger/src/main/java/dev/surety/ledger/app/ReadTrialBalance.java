package dev.surety.ledger.app;

import dev.surety.ledger.domain.Accounts;
import dev.surety.ledger.domain.Balance;
import dev.surety.ledger.domain.Lines;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.TrialBalance;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.ledger.LedgerAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The trial balance as it stands, or as it stood before an instant, folded from lines. */
public final class ReadTrialBalance {
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
        return SideBySide.EIGHT.all(all.stream()
                        .map(account -> (SideBySide.Task<Balance>) () -> lines.before(account, until))
                        .toList())
                .stream()
                .map(ended -> {
                    ended.outage().ifPresent(outage -> {
                        throw outage;
                    });
                    return ended.result();
                });
    }
}
