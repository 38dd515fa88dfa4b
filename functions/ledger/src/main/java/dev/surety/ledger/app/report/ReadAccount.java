package dev.surety.ledger.app.report;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.money.Currency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An account's balances and its newest lines. */
public final class ReadAccount {
    private final Accounts accounts;
    private final Lines lines;
    private final Present present;

    public ReadAccount(Accounts accounts, Lines lines, Present present) {
        this.accounts = accounts;
        this.lines = lines;
        this.present = present;
    }

    /** @param before the last line of the page before */
    public record Request(
            Account account,
            Optional<Currency> currency,
            Instant from,
            Instant until,
            Optional<LinePlace> before,
            int limit) {}

    /** @param next where the next page goes on; empty on the last */
    public record Read(
            List<Balance> balances, List<Line> lines, Optional<LinePlace> next, Instant asOf, Instant settledUntil) {}

    public Read of(MarketplaceId marketplace, Request wanted) {
        List<LedgerAccount> found = accounts.heldBy(marketplace, wanted.account().holder()).stream()
                .filter(account -> account.account().equals(wanted.account()))
                .filter(account -> wanted.currency().map(account.currency()::equals).orElse(true))
                .toList();
        List<Line> newest = new ArrayList<>();
        for (LedgerAccount account : found) {
            newest.addAll(
                    lines.newest(account, wanted.from(), wanted.until(), wanted.before(), wanted.limit() + 1));
        }
        newest.sort(Comparator.comparing(LinePlace::of).reversed());
        boolean more = newest.size() > wanted.limit();
        List<Line> page = more ? newest.subList(0, wanted.limit()) : newest;
        Optional<LinePlace> next = more ? Optional.of(LinePlace.of(page.getLast())) : Optional.empty();
        Instant now = present.now(marketplace);
        return new Read(accounts.balances(found), page, next, now, now.minus(Present.PROVISIONAL));
    }
}
