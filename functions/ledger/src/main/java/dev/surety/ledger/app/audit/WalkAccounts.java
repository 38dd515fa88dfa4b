package dev.surety.ledger.app.audit;

import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Books;
import dev.surety.ledger.domain.account.Correction.Change;
import dev.surety.ledger.domain.account.Correction;
import dev.surety.ledger.domain.account.DayTotal;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.audit.AuditRules;
import dev.surety.ledger.domain.audit.Look;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.JournalScan;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.runtime.ledger.LineItems;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through a marketplace's accounts, account by account and page by page, and holds every line against its entry
 * and every balance against its lines. It marks an account first, so that both are of one instant whatever the poster
 * writes meanwhile. It waits for no quiet moment.
 */
public final class WalkAccounts {
    private static final int MOST_ACCOUNTS = 100;
    private static final int MOST_LINES = 10_000;
    private static final int MOST_SUMS = 3;

    private final JournalScan journal;
    private final Accounts accounts;
    private final Lines lines;
    private final Books books;
    private final InstantSource clock;

    public WalkAccounts(
            JournalScan journal, Accounts accounts, Lines lines, Books books, InstantSource clock) {
        this.journal = journal;
        this.accounts = accounts;
        this.lines = lines;
        this.books = books;
        this.clock = clock;
    }

    /** Acts on each finding; false if the walk must read the account again from its beginning. */
    public interface Finder {
        boolean wrong(LedgerAccount account, Look look, Correction correction);

        boolean totalDiffers(LedgerAccount account, DayTotal was, DayTotal right);

        boolean looked(LedgerAccount account, Look look);
    }

    /**
     * @param closing platform accounts get totals for their days up to this one; for none if empty
     * @param horizon see {@link Look}
     * @param now the present of the marketplace
     */
    public record Way(MarketplaceId marketplace, String closing, Instant horizon, Instant now) {}

    /**
     * @param place the last account that is done with
     * @param look at the one after it, where that has begun
     * @param isOver whether no account is left
     */
    public record Walked(String place, Optional<Look> look, boolean isOver) {}

    /** Goes on for one step. */
    public Walked on(Way way, String place, Optional<Look> begun, Finder finder) {
        String at = place;
        Optional<Look> look = begun;
        int read = 0;
        Accounts.Page page = accounts.page(way.marketplace(), place, MOST_ACCOUNTS);
        for (Accounts.Listed listed : page.accounts()) {
            LedgerAccount account = listed.account();
            boolean over = false;
            while (!over) {
                if (read > MOST_LINES) {
                    return new Walked(at, look, false);
                }
                Look here = look.orElseGet(() -> begin(account, way));
                Lines.Page some = lines.page(account, here.cursor());
                read += 1 + some.seconds().stream().mapToInt(second -> second.lines().size()).sum();
                boolean fine = lines(account, here, some, finder) && (!some.endsDay() || day(here, some, finder));
                Look next = here.plus(some, way.horizon());
                over = fine && some.next().isEmpty() && finder.looked(account, next);
                look = fine && !some.next().isEmpty() ? Optional.of(next) : Optional.empty();
            }
            at = listed.place();
        }
        return new Walked(at, Optional.empty(), page.isLast());
    }

    private Look begin(LedgerAccount account, Way way) {
        String closing = account.kind().isParticipants() ? "" : way.closing();
        return Look.at(account, books.mark(account, clock.instant(), closing), way.now());
    }

    private boolean lines(LedgerAccount account, Look look, Lines.Page page, Finder finder) {
        List<Line> all = page.seconds().stream()
                .flatMap(second -> second.lines().stream())
                .map(StoredLine::line)
                .toList();
        Map<String, Line> wanted = wanted(account, all);
        for (Lines.Second second : page.seconds()) {
            List<Change> changes = new ArrayList<>();
            for (StoredLine stored : second.lines()) {
                Optional<Line> right = Optional.ofNullable(wanted.get(LineItems.place(stored.line())));
                if (right.isEmpty() || !AuditRules.isSame(stored.line(), right.get())) {
                    changes.add(new Change(stored, right));
                }
            }
            var correction = new Correction(
                    second.partition(), second.key(), page.day(), changes, second.unreadable());
            boolean wrong = !changes.isEmpty() || !second.unreadable().isEmpty();
            if (wrong && !finder.wrong(account, look, correction)) {
                return false;
            }
        }
        return true;
    }

    /** The lines that the entries of these lines have on this account, by name. */
    private Map<String, Line> wanted(LedgerAccount account, List<Line> some) {
        Map<String, Line> wanted = new HashMap<>();
        journal.find(some.stream().map(EntryRef::of).distinct().toList()).stream()
                .flatMap(entry -> entry.lines().stream())
                .filter(line -> line.account().equals(account))
                .forEach(line -> wanted.put(LineItems.place(line), line));
        return wanted;
    }

    /** At the end of a day that is closed: it gets its total, or its total is held against its lines. */
    private boolean day(Look look, Lines.Page page, Finder finder) {
        LedgerAccount account = look.of();
        String day = page.day();
        if (!look.marked().hasClosed(day)) {
            return true;
        }
        Look.Day whole = look.ending(page);
        Optional<DayTotal> total = lines.total(account, day);
        if (look.closing().containsKey(day) || total.isEmpty() || !total.get().isWhole()) {
            books.total(account, new DayTotal(day, whole.closed().longValueExact(), whole.closedLines(), true));
            return true;
        }
        boolean agrees = whole.all().longValueExact() == total.get().amountMinor()
                && whole.allLines() == total.get().lines();
        return agrees || differing(account, day, finder);
    }

    /** Lines that come late to a closed day may have come while it was read. */
    private boolean differing(LedgerAccount account, String day, Finder finder) {
        for (int sums = 0; sums < MOST_SUMS; sums++) {
            Optional<DayTotal> total = lines.total(account, day);
            DayTotal sum = lines.sum(account, day);
            if (total.isEmpty() || total.get().equals(sum)) {
                return true;
            }
            if (total.equals(lines.total(account, day))) {
                return finder.totalDiffers(account, total.get(), sum);
            }
        }
        return true;
    }
}
