package dev.surety.ledger.app;

import dev.surety.ledger.domain.Accounts;
import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.Balance;
import dev.surety.ledger.domain.Books;
import dev.surety.ledger.domain.Comparison;
import dev.surety.ledger.domain.JournalScan;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.Lines;
import dev.surety.ledger.domain.Place;
import dev.surety.ledger.domain.Progress;
import dev.surety.model.id.MarketplaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the books that are live against those that are to take their place, some accounts at a time. */
public final class CompareBooks {
    private static final int MOST_ACCOUNTS = 200;
    private static final int MOST_LINES = 50_000;

    private final JournalScan journal;
    private final Accounts accounts;
    private final Lines lines;
    private final Books books;
    private final SteadyBalances balances;

    public CompareBooks(JournalScan journal, Accounts accounts, Lines lines, Books books) {
        this.journal = journal;
        this.accounts = accounts;
        this.lines = lines;
        this.books = books;
        this.balances = new SteadyBalances(accounts, lines);
    }

    /**
     * What the switch will change, so far.
     *
     * @param next where to go on; empty at the end
     * @param isSound whether the balances of the new books are the sums of their lines
     */
    public record Compared(
            String next, boolean isSound, long added, long dropped, long changed, long balances, long caughtUp) {
        private static final Compared NOTHING = new Compared("", true, 0, 0, 0, 0, 0);

        private Compared plus(Compared one) {
            return new Compared(
                    one.next,
                    isSound && one.isSound,
                    added + one.added,
                    dropped + one.dropped,
                    changed + one.changed,
                    balances + one.balances,
                    caughtUp + one.caughtUp);
        }

        Progress noted(Progress at) {
            Progress noted = at;
            Map<String, Long> counts = Map.of(
                    "linesAdded", added,
                    "linesDropped", dropped,
                    "linesChanged", changed,
                    "balancesChanged", balances,
                    "linesCaughtUp", caughtUp);
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                long before = Long.parseLong(noted.notes().getOrDefault(count.getKey(), "0"));
                noted = noted.noting(count.getKey(), Long.toString(before + count.getValue()));
            }
            return noted;
        }
    }

    /** Goes on after the account that an earlier call ended with. */
    public Compared from(MarketplaceId marketplace, int live, int next, String cursor) {
        TreeMap<String, LedgerAccount> all = new TreeMap<>();
        accounts.all(marketplace, live).forEach(account -> all.put(account.in(0).key(), account.in(0)));
        accounts.all(marketplace, next).forEach(account -> all.put(account.in(0).key(), account.in(0)));
        Compared sum = Compared.NOTHING;
        int seen = 0;
        long read = 0;
        for (Map.Entry<String, LedgerAccount> each : all.tailMap(cursor, false).entrySet()) {
            if (seen == MOST_ACCOUNTS || read > MOST_LINES) {
                return sum;
            }
            var comparison = new Comparison();
            sum = sum.plus(one(each.getValue().in(live), each.getValue().in(next), comparison, each.getKey()));
            seen++;
            read += comparison.lines();
        }
        return sum.plus(Compared.NOTHING);
    }

    private Compared one(LedgerAccount live, LedgerAccount next, Comparison comparison, String key) {
        lines.each(live, SteadyBalances.END, comparison::live);
        lines.each(next, SteadyBalances.END, comparison::next);
        long dropped = 0;
        List<Line> late = new ArrayList<>();
        for (Line line : comparison.onlyLive()) {
            Optional<Line> wanted = inJournal(line, next);
            wanted.ifPresent(late::add);
            dropped += wanted.isPresent() ? 0 : 1;
        }
        books.open(late);
        if (!late.isEmpty() && !books.post(next, late).isEmpty()) {
            return new Compared(key, false, 0, 0, 0, 0, 0);
        }
        boolean fits = late.isEmpty() && !comparison.nextBalanceDiffers(balance(next));
        boolean isSound = fits || !balances.look(next).differs();
        boolean changedBalance = comparison.liveBalanceDiffers(balance(live)) && balances.look(live).differs();
        return new Compared(
                key,
                isSound,
                comparison.added(),
                dropped,
                comparison.changed(),
                changedBalance ? 1 : 0,
                late.size());
    }

    /** The line as the journal has it, for the new books; nothing if the journal has no such entry or account in it. */
    private Optional<Line> inJournal(Line line, LedgerAccount next) {
        Place place = Place.of(line.chain(), line.number());
        return journal.chain(place.chain(), place.number()).stream()
                .filter(entry -> entry.place().equals(place))
                .findFirst()
                .flatMap(entry -> entry.arrival() instanceof Arrival.Moved(var movement)
                        ? movement.lines(next.generation()).stream()
                                .filter(each -> each.account().equals(next))
                                .findFirst()
                        : Optional.empty());
    }

    private Optional<Balance> balance(LedgerAccount account) {
        return accounts.balances(List.of(account)).stream().findFirst();
    }
}
