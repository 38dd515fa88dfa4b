package dev.surety.ledger.app;

import dev.surety.ledger.domain.Accounts;
import dev.surety.ledger.domain.Balance;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.Lines;
import dev.surety.runtime.resilience.Contended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines and balance of an account as of one moment. They are read one after the other, so while the poster writes they
 * are looked at again: what still differs when the balance has stood still does differ.
 */
public final class SteadyBalances {
    static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MOST_LOOKS = 5;

    private final Accounts accounts;
    private final Lines lines;

    public SteadyBalances(Accounts accounts, Lines lines) {
        this.accounts = accounts;
        this.lines = lines;
    }

    /** @param differs the balance is not what the lines sum to, or counts another number of them */
    public record Looked(Optional<Balance> balance, List<Line> lines, boolean differs) {}

    public Looked look(LedgerAccount account) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Optional<Balance> balance = balance(account);
            List<Line> read = new ArrayList<>();
            lines.each(account, END, read::add);
            boolean same = sum(read) == balance.map(Balance::amountMinor).orElse(0L)
                    && read.size() == balance.map(Balance::lines).orElse(0L);
            if (same || balance.equals(balance(account))) {
                return new Looked(balance, read, !same);
            }
        }
        throw new Contended("an account is written while it is looked at");
    }

    private static long sum(List<Line> lines) {
        return lines.stream().mapToLong(Line::amountMinor).reduce(0, Math::addExact);
    }

    private Optional<Balance> balance(LedgerAccount account) {
        return accounts.balances(List.of(account)).stream().findFirst();
    }
}
