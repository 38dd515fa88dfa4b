package dev.surety.ledger.domain;

import dev.surety.ledger.domain.AuditReport.Difference;
import dev.surety.ledger.domain.AuditReport.Invariant;
import dev.surety.ledger.domain.AuditReport.Kind;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Rebuilds every balance from the journal beside the ledger and judges both. The ledger is shown first and the journal
 * after it, so that what is posted meanwhile was appended before; memory grows with accounts, not with entries.
 */
public final class Audit {
    private final Optional<MarketplaceId> only;
    private final Function<MarketplaceId, Instant> now;
    private final Function<MarketplaceId, Instant> settledUntil;
    private final Function<MarketplaceId, Integer> live;
    private final Map<LedgerAccount, AccountAudit> accounts = new TreeMap<>();
    private final Set<Place> parked = new HashSet<>();
    private final Set<MarketplaceId> marketplaces = new HashSet<>();
    private long entries;
    private long unbalanced;
    private long unlinked;
    private long tampered;
    private long unreadable;
    private Place lastPlace = new Place("", 0);
    private String lastHash = "";
    private String brokenChain = "";

    /**
     * @param only the marketplace the report is about; all if empty
     * @param live the generation of a marketplace's books that is held against the journal, always the same
     */
    public Audit(
            Optional<MarketplaceId> only,
            Function<MarketplaceId, Instant> now,
            Function<MarketplaceId, Instant> settledUntil,
            Function<MarketplaceId, Integer> live) {
        this.only = only;
        this.live = live;
        this.now = now;
        this.settledUntil = settledUntil;
    }

    public void show(LedgerScan.Seen item) {
        switch (item) {
            case LedgerScan.Seen.OfBalance(Balance balance) -> of(balance.account()).ifPresent(a -> a.balance(balance));
            case LedgerScan.Seen.OfLine(Line line) -> of(line.account()).ifPresent(a -> a.line(line, isNew(line)));
            case LedgerScan.Seen.OfParked(Place place, int generation) -> {
                if (isLive(place.marketplace(), generation)) {
                    parked.add(place);
                }
            }
            case LedgerScan.Seen.OfBreach(String marketplace) -> tampered += isAsked(marketplace) ? 1 : 0;
            case LedgerScan.Seen.OfList() -> {}
            case LedgerScan.Seen.Unreadable(_) -> unreadable++;
        }
    }

    public void show(JournalScan.Scanned entry) {
        if (!isAsked(entry.place().marketplace())) {
            return;
        }
        entries++;
        if (MarketplaceId.isWellFormed(entry.place().marketplace())) {
            marketplaces.add(new MarketplaceId(entry.place().marketplace()));
        }
        link(entry);
        switch (entry.arrival()) {
            case Arrival.Still() -> {}
            case Arrival.Poison _, Arrival.Tampered _ -> unbalanced++;
            case Arrival.Moved(Movement movement) -> {
                boolean isParked = parked.contains(entry.place());
                for (Line line : movement.lines(live.apply(movement.chain().marketplace()))) {
                    of(line.account()).ifPresent(account -> account.entry(line, isNew(line), isParked));
                }
            }
        }
    }

    /** A chain with several broken links counts once: the first one makes the others. */
    private void link(JournalScan.Scanned entry) {
        Place place = entry.place();
        boolean sameChain = place.chain().equals(lastPlace.chain());
        boolean linked = sameChain
                ? place.number() == lastPlace.number() + 1 && entry.previous().equals(lastHash)
                : place.number() == 1 && entry.previous().isEmpty();
        if (!linked && !brokenChain.equals(place.chain())) {
            unlinked++;
            brokenChain = place.chain();
        }
        lastPlace = place;
        lastHash = entry.hash();
    }

    public AuditReport report(boolean complete) {
        List<Difference> differences = new ArrayList<>();
        if (complete) {
            accounts.values().forEach(account -> account.difference().ifPresent(differences::add));
        }
        boolean settled = differences.stream().noneMatch(difference -> difference.kind() == Kind.NOT_YET_POSTED);
        long faults = differences.stream().filter(difference -> difference.kind().isFault()).count();
        long openJournal = complete ? sums(AccountAudit::journal) : 0;
        long openLedger = complete && settled ? sums(AccountAudit::ledger) : 0;
        List<Invariant> invariants = List.of(
                new Invariant("entry-balanced", unbalanced),
                new Invariant("books-balanced", openJournal + openLedger),
                new Invariant("ledger-is-fold", faults + unreadable),
                new Invariant("no-overdraft", complete ? count(AccountAudit::isOverdrawn) : 0),
                new Invariant(Invariant.CLEARING, complete ? count(AccountAudit::isNotCleared) : 0),
                new Invariant("chain-linear", unlinked),
                new Invariant("append-only", tampered));
        return new AuditReport(complete, entries, accounts.size(), differences, invariants, marketplaces);
    }

    /** In how many marketplaces and currencies the accounts do not sum to zero. */
    private long sums(Function<AccountAudit, BigInteger> amount) {
        record Books(String marketplace, Currency currency) implements Comparable<Books> {
            @Override
            public int compareTo(Books other) {
                int byMarketplace = marketplace.compareTo(other.marketplace);
                return byMarketplace == 0 ? currency.compareTo(other.currency) : byMarketplace;
            }
        }
        Map<Books, BigInteger> sums = new TreeMap<>();
        accounts.forEach((account, audit) -> sums.merge(
                new Books(account.marketplace().value(), account.currency()), amount.apply(audit), BigInteger::add));
        return sums.values().stream().filter(sum -> sum.signum() != 0).count();
    }

    private long count(Predicate<AccountAudit> broken) {
        return accounts.values().stream().filter(broken).count();
    }

    private AccountAudit audit(LedgerAccount account) {
        return new AccountAudit(account, now.apply(account.marketplace()));
    }

    private boolean isNew(Line line) {
        return line.at().isAfter(settledUntil.apply(line.account().marketplace()));
    }

    private boolean isLive(String marketplace, int generation) {
        return MarketplaceId.isWellFormed(marketplace)
                ? live.apply(new MarketplaceId(marketplace)) == generation
                : generation == 0;
    }

    private boolean isAsked(String marketplace) {
        return only.isEmpty() || only.get().value().equals(marketplace);
    }

    private Optional<AccountAudit> of(LedgerAccount account) {
        return isAsked(account.marketplace().value()) && account.generation() == live.apply(account.marketplace())
                ? Optional.of(accounts.computeIfAbsent(account, this::audit))
                : Optional.empty();
    }
}
