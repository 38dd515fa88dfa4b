package dev.surety.ledger.app;

import dev.surety.ledger.domain.Accounts;
import dev.surety.ledger.domain.Balance;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Lines;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.TrialBalance;
import dev.surety.model.id.MarketplaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

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

    public Read of(MarketplaceId marketplace, Optional<Instant> at) {
        int generation = accounts.live(marketplace);
        List<LedgerAccount> all = accounts.all(marketplace, generation);
        List<Balance> balances = at.isPresent() ? folded(all, at.get()) : accounts.balances(all);
        TrialBalance balance = TrialBalance.of(balances);
        boolean complete = balance.isZeroInSum() && !parked.in(generation).any(marketplace);
        return new Read(balance, complete, at.orElseGet(() -> present.now(marketplace)));
    }

    private List<Balance> folded(List<LedgerAccount> all, Instant until) {
        List<Balance> balances = new ArrayList<>();
        for (LedgerAccount account : all) {
            AtomicLong sum = new AtomicLong();
            AtomicLong count = new AtomicLong();
            lines.each(account, until, line -> {
                sum.set(Math.addExact(sum.get(), line.amountMinor()));
                count.incrementAndGet();
            });
            if (count.get() > 0) {
                balances.add(new Balance(account, sum.get(), count.get()));
            }
        }
        return balances;
    }
}
