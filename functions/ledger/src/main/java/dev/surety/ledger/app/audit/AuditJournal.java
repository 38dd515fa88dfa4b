package dev.surety.ledger.app.audit;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.job.RunScan;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.audit.AuditRules;
import dev.surety.ledger.domain.audit.AuditState;
import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.JournalScan.Scanned;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.LineItems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first half of an audit: it checks every entry of the marketplace, in the scan's order. It looks up every line
 * that the entry must have made. It checks every link of a chain against the entry before. It wakes a chain whose last
 * entry's deadline passed an hour ago.
 */
public final class AuditJournal implements RunScan.Part {
    /** As long as a wake may take: it is handed out at once, and an hour later again. */
    private static final Duration OVERDUE = Duration.ofHours(1);

    private final Lines lines;
    private final ParkedEntries parked;
    private final WakeOverdue wake;
    private final Present present;
    private final InstantSource clock;

    public AuditJournal(
            Lines lines, ParkedEntries parked, WakeOverdue wake, Present present, InstantSource clock) {
        this.lines = lines;
        this.parked = parked;
        this.wake = wake;
        this.present = present;
        this.clock = clock;
    }

    @Override
    public Progress page(Job job, Progress at, List<Scanned> own) {
        Instant settled = present.settledUntil(job.marketplace(), clock.instant());
        var rules = new AuditRules(state(at, settled));
        List<EntryRef> late = new ArrayList<>();
        List<Line> wanted = new ArrayList<>();
        for (Scanned entry : own) {
            rules.read(entry, overdue(settled)).ifPresent(late::add);
            wanted.addAll(entry.lines());
        }
        rules.violated(AuditRules.TIMED_EXIT, wake.all(late, overdue(settled)));
        expect(wanted, rules, settled);
        long moved = own.stream().filter(Scanned::hasMoved).count();
        return at.counting(own.size(), moved).holding(Json.canonical(rules.state(Optional.empty())));
    }

    private void expect(List<Line> wanted, AuditRules rules, Instant settled) {
        Map<String, StoredLine> stored = lines.stored(wanted).stream()
                .collect(Collectors.toMap(line -> LineItems.place(line.line()), line -> line));
        Set<EntryRef> missing = new HashSet<>();
        for (Line line : wanted) {
            if (!stored.containsKey(LineItems.place(line))) {
                missing.add(EntryRef.of(line));
            }
        }
        Set<EntryRef> known = missing.isEmpty() ? Set.of() : parked.among(missing);
        for (Line line : wanted) {
            Optional<StoredLine> there = Optional.ofNullable(stored.get(LineItems.place(line)));
            rules.expected(line, there, known.contains(EntryRef.of(line)), settled);
        }
    }

    @Override
    public Progress end(Job job, Progress at) {
        Instant settled = present.settledUntil(job.marketplace(), clock.instant());
        var rules = new AuditRules(state(at, settled));
        List<EntryRef> late = rules.late(overdue(settled)).stream().toList();
        rules.violated(AuditRules.TIMED_EXIT, wake.all(late, overdue(settled)));
        return at.at(Progress.ACCOUNTS, "").holding(Json.canonical(rules.state(Optional.empty())));
    }

    /** After a test clock was moved nothing counts as late for ten minutes, deadlines neither. */
    private static Instant overdue(Instant settled) {
        return settled.equals(Instant.EPOCH) ? settled : settled.plus(Present.PROVISIONAL).minus(OVERDUE);
    }

    static AuditState state(Progress at, Instant horizon) {
        return at.state().isEmpty() ? AuditState.at(horizon) : Json.read(at.state(), AuditState.class);
    }
}
