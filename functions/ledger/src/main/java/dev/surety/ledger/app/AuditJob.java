package dev.surety.ledger.app;

import dev.surety.ledger.domain.Accounts;
import dev.surety.ledger.domain.Arrival;
import dev.surety.ledger.domain.AuditReport.Invariant;
import dev.surety.ledger.domain.AuditReport.Kind;
import dev.surety.ledger.domain.Balance;
import dev.surety.ledger.domain.Booked;
import dev.surety.ledger.domain.Clearing;
import dev.surety.ledger.domain.Job;
import dev.surety.ledger.domain.JournalScan;
import dev.surety.ledger.domain.JournalScan.Scanned;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.LinePlace;
import dev.surety.ledger.domain.Lines;
import dev.surety.ledger.domain.Movement;
import dev.surety.ledger.domain.ParkedEntries;
import dev.surety.ledger.domain.Place;
import dev.surety.ledger.domain.Progress;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.observe.Metrics;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The audit of one marketplace as a job that keeps its place, in flat memory and without a time it must end in. First
 * the journal is scanned, which alone goes through all marketplaces, and every line that an entry must have made is
 * looked up; then every account of the marketplace is read, and every line's entry looked up. A line is right if each
 * finds the other. What was found is counted in the job's notes.
 *
 * <p>Accounts are read one after another while the poster writes, so as they stand their balances need not sum to zero.
 * They are summed as of one moment, the job's horizon: what was dated later is taken off each, and what was dated
 * before had ten minutes to be posted when the job began.
 */
public final class AuditJob implements RunJob.Step {
    private static final String SCAN = "scan";
    private static final String ACCOUNTS = "accounts";
    private static final String GENERATION = "generation";
    private static final String HORIZON = "horizon";
    private static final String LAST_PLACE = "lastPlace";
    private static final String LAST_HASH = "lastHash";
    private static final String BROKEN = "brokenChain";
    private static final String SUM = "sum ";
    private static final String OPEN_SUMS = "books-balanced";
    private static final String FOLD = "ledger-is-fold";
    private static final int MOST_ACCOUNTS = 100;
    private static final int MOST_LINES = 10_000;
    private static final int MOST_NAMED = 100;

    private final JournalScan journal;
    private final Accounts accounts;
    private final Lines lines;
    private final SteadyBalances balances;
    private final ParkedEntries parked;
    private final Present present;
    private final TellFindings findings;
    private final InstantSource clock;
    private final Metrics metrics;

    public AuditJob(
            JournalScan journal,
            Accounts accounts,
            Lines lines,
            ParkedEntries parked,
            Present present,
            TellFindings findings,
            InstantSource clock,
            Metrics metrics) {
        this.journal = journal;
        this.accounts = accounts;
        this.lines = lines;
        this.balances = new SteadyBalances(accounts, lines);
        this.parked = parked;
        this.present = present;
        this.findings = findings;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Progress from(Job job, Progress at) {
        int live = accounts.live(job.marketplace());
        String generation = Integer.toString(live);
        String horizon = Times.text(present.settledUntil(job.marketplace(), clock.instant()));
        if (!at.notes().getOrDefault(GENERATION, generation).equals(generation)) {
            // The books were rebuilt meanwhile: what was looked up is no longer what is read.
            return new Progress(SCAN, "", 0, 0, Map.of(GENERATION, generation, HORIZON, horizon), at.version());
        }
        Progress here = at.noting(GENERATION, generation)
                .noting(HORIZON, at.notes().getOrDefault(HORIZON, horizon));
        return at.phase().equals(ACCOUNTS) ? accounts(job, here, live) : scan(job, here, live);
    }

    private Progress scan(Job job, Progress at, int live) {
        JournalScan.Page page = journal.page(at.cursor());
        List<Scanned> own = page.entries().stream()
                .filter(entry -> entry.place().marketplace().equals(job.marketplace().value()))
                .toList();
        Instant settled = present.settledUntil(job.marketplace(), clock.instant());
        var found = new Found(at.notes());
        List<Line> wanted = new ArrayList<>();
        Set<ChainId> chains = new HashSet<>();
        for (Scanned entry : own) {
            link(entry, found);
            switch (entry.arrival()) {
                case Arrival.Still() -> {}
                case Arrival.Poison _, Arrival.Tampered _ -> found.count("entry-balanced");
                case Arrival.Moved(Movement movement) -> {
                    wanted.addAll(movement.lines(live));
                    chains.add(movement.chain());
                }
            }
        }
        Map<ChainId, Integer> heads = parked.in(live).heads(chains);
        Map<String, Line> stored = lines.stored(wanted).stream()
                .collect(Collectors.toMap(AuditJob::key, line -> line));
        for (Line line : wanted) {
            Line there = stored.get(key(line));
            boolean isParked = heads.getOrDefault(line.chain(), Integer.MAX_VALUE) <= line.number();
            if (there == null) {
                Kind late = line.at().isAfter(settled) ? Kind.NOT_YET_POSTED : Kind.MISSING_LINE;
                found.difference(isParked ? Kind.PARKED : late, line.account());
            } else if (there.amountMinor() != line.amountMinor() || !there.event().equals(line.event())) {
                found.difference(Kind.LINE_DIFFERS, line.account());
            }
        }
        long moved = own.stream().filter(Scanned::hasMoved).count();
        Progress next = found.on(at).counting(own.size(), moved);
        return page.next().isEmpty() ? next.at(ACCOUNTS, "") : next.at(SCAN, page.next());
    }

    /** A chain with several broken links counts once: the first one makes the others. */
    private static void link(Scanned entry, Found found) {
        Place place = entry.place();
        String last = found.notes.getOrDefault(LAST_PLACE, "0 ");
        Place before = Place.parse(last);
        boolean linked = place.chain().equals(before.chain())
                ? place.number() == before.number() + 1
                        && entry.previous().equals(found.notes.getOrDefault(LAST_HASH, ""))
                : place.number() == 1 && entry.previous().isEmpty();
        if (!linked && !place.chain().equals(found.notes.getOrDefault(BROKEN, ""))) {
            found.count("chain-linear");
            found.notes.put(BROKEN, place.chain());
        }
        found.notes.put(LAST_PLACE, place.text());
        found.notes.put(LAST_HASH, entry.hash());
    }

    private Progress accounts(Job job, Progress at, int live) {
        TreeMap<String, LedgerAccount> all = new TreeMap<>();
        accounts.all(job.marketplace(), live).forEach(account -> all.put(account.key(), account));
        var found = new Found(at.notes());
        int seen = 0;
        int read = 0;
        String last = at.cursor();
        for (Map.Entry<String, LedgerAccount> each : all.tailMap(at.cursor(), false).entrySet()) {
            if (seen == MOST_ACCOUNTS || read > MOST_LINES) {
                return found.on(at).at(ACCOUNTS, last);
            }
            try {
                read += account(each.getValue(), found);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException | Breach broken) {
                // Something lies there that no code of ours writes; it is found, and holds up nothing.
                found.difference(Kind.LINE_DIFFERS, each.getValue());
            }
            seen++;
            last = each.getKey();
        }
        return end(job, found, at);
    }

    /** How many lines there were to look at. */
    private int account(LedgerAccount account, Found found) {
        SteadyBalances.Looked looked = balances.look(account);
        if (looked.differs()) {
            found.difference(Kind.BALANCE_DIFFERS, account);
        }
        Set<Line> known = new HashSet<>();
        for (Scanned entry : journal.find(looked.lines().stream()
                .map(line -> Place.of(line.chain(), line.number()))
                .distinct()
                .toList())) {
            if (entry.arrival() instanceof Arrival.Moved(var movement)) {
                known.addAll(movement.lines(account.generation()));
            }
        }
        Set<String> places = known.stream()
                .filter(line -> line.account().equals(account))
                .map(AuditJob::key)
                .collect(Collectors.toSet());
        looked.lines().stream()
                .filter(line -> !places.contains(key(line)))
                .forEach(_ -> found.difference(Kind.EXTRA_LINE, account));
        long amount = looked.balance().map(Balance::amountMinor).orElse(0L);
        Instant horizon = found.horizon();
        long later = looked.lines().stream()
                .filter(line -> line.at().isAfter(horizon))
                .mapToLong(Line::amountMinor)
                .reduce(0, Math::addExact);
        found.sum(account.currency().code(), BigInteger.valueOf(amount).subtract(BigInteger.valueOf(later)));
        if (Booked.neverBelowZero(account.kind()) && amount < 0) {
            found.count("no-overdraft");
        }
        if (Booked.clears(account.kind())) {
            clearing(account, looked.lines(), found);
        }
        return looked.lines().size();
    }

    private void clearing(LedgerAccount account, List<Line> moved, Found found) {
        var clearing = new Clearing(present.now(account.marketplace()));
        moved.forEach(clearing::add);
        clearing.kind().ifPresent(kind -> found.difference(kind, account));
        clearing.kind().filter(Kind.NOT_CLEARED::equals).ifPresent(_ -> found.count(Invariant.CLEARING));
    }

    private Progress end(Job job, Found found, Progress at) {
        MarketplaceId marketplace = job.marketplace();
        long openSums = found.openSums();
        // What is parked may be posted on some of its accounts.
        if (found.of(Kind.PARKED) == 0 && openSums > 0) {
            found.notes.put(OPEN_SUMS, Long.toString(openSums));
        }
        Map<String, Long> faults = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            if (kind.isFault() && found.of(kind) > 0) {
                faults.put(kind.code(), found.of(kind));
                metrics.count("ledger.difference_found", "class", kind.code(), found.of(kind));
            }
        }
        long breaches = parked.breaches(marketplace);
        if (breaches > 0) {
            found.notes.put("append-only", Long.toString(breaches));
        }
        for (String invariant : List.of("entry-balanced", OPEN_SUMS, "no-overdraft", "chain-linear", "append-only")) {
            long violations = Long.parseLong(found.notes.getOrDefault(invariant, "0"));
            if (violations > 0) {
                metrics.count("breach", "invariant", invariant, violations);
            }
        }
        if (!faults.isEmpty()) {
            long differences = faults.values().stream().mapToLong(Long::longValue).sum();
            found.notes.put(FOLD, Long.toString(differences));
            metrics.count("breach", "invariant", FOLD, differences);
        }
        Map<String, Long> told = new TreeMap<>(faults);
        if (found.of(Kind.NOT_CLEARED) > 0) {
            told.put(Kind.NOT_CLEARED.code(), found.of(Kind.NOT_CLEARED));
        }
        findings.tell(marketplace, told);
        found.forget();
        return found.on(at).at(Progress.DONE, "");
    }

    private static String key(Line line) {
        return line.account().key() + " " + LinePlace.key(line);
    }

    /** What was found so far, in the form in which it is kept. */
    private static final class Found {
        private final Map<String, String> notes;

        private Found(Map<String, String> notes) {
            this.notes = new HashMap<>(notes);
        }

        private void count(String name) {
            notes.merge(name, "1", (one, _) -> Long.toString(Long.parseLong(one) + 1));
        }

        /** By class, and the first accounts by name too. */
        private void difference(Kind kind, LedgerAccount account) {
            count(kind.code());
            String named = kind.code() + " " + account.account() + " " + account.currency();
            boolean room = notes.keySet().stream().filter(note -> note.contains(" ")).count() < MOST_NAMED;
            if (notes.containsKey(named) || room) {
                count(named);
            }
        }

        private long of(Kind kind) {
            return Long.parseLong(notes.getOrDefault(kind.code(), "0"));
        }

        private Instant horizon() {
            return Instant.parse(Objects.requireNonNull(notes.get(HORIZON)));
        }

        private void sum(String currency, BigInteger amountMinor) {
            BigInteger before = new BigInteger(notes.getOrDefault(SUM + currency, "0"));
            notes.put(SUM + currency, before.add(amountMinor).toString());
        }

        private long openSums() {
            return notes.entrySet().stream()
                    .filter(note -> note.getKey().startsWith(SUM) && !note.getValue().equals("0"))
                    .count();
        }

        /** Takes away what was only for the way. */
        private void forget() {
            notes.keySet().removeIf(note -> note.startsWith(SUM)
                    || List.of(LAST_PLACE, LAST_HASH, BROKEN, GENERATION, HORIZON).contains(note));
        }

        private Progress on(Progress at) {
            return new Progress(at.phase(), at.cursor(), at.scanned(), at.posted(), notes, at.version());
        }
    }
}
