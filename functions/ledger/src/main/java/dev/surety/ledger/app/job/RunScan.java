package dev.surety.ledger.app.job;

import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.ledger.domain.job.Progresses;
import dev.surety.ledger.domain.job.StackScan.Phase;
import dev.surety.ledger.domain.job.StackScan.State;
import dev.surety.ledger.domain.job.StackScan;
import dev.surety.ledger.domain.job.WorkQueue;
import dev.surety.ledger.domain.posting.JournalScan.Scanned;
import dev.surety.ledger.domain.posting.JournalScan;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans the journal page by page for every job that waits for a scan: however many ask, the journal is read once. A job
 * that asks while a scan is under way takes part in the next. A page may be done twice; a job saved after it passes it
 * by. A call that runs out of time sends a message and ends. A driver that dies keeps the scan for ten minutes, and its
 * message comes again after thirty.
 */
public final class RunScan {
    private static final Logger LOG = LoggerFactory.getLogger(RunScan.class);
    private static final Duration TAKEN = Duration.ofMinutes(10);
    private static final int MOST_ABOARD = 1_000;
    private static final String END = "end";

    /** The work that a kind of job does with its marketplace's entries. */
    public interface Part {
        Progress page(Job job, Progress at, List<Scanned> own);

        Progress end(Job job, Progress at);
    }

    private final StackScan scan;
    private final JournalScan journal;
    private final Jobs jobs;
    private final Progresses progresses;
    private final WorkQueue queue;
    private final Map<JobKind, Part> parts;
    private final InstantSource clock;
    private final Duration budget;

    /** @param budget after which a call begins no further page */
    public RunScan(
            StackScan scan,
            JournalScan journal,
            Jobs jobs,
            Progresses progresses,
            WorkQueue queue,
            Map<JobKind, Part> parts,
            InstantSource clock,
            Duration budget) {
        this.scan = scan;
        this.journal = journal;
        this.jobs = jobs;
        this.progresses = progresses;
        this.queue = queue;
        this.parts = Map.copyOf(parts);
        this.clock = clock;
        this.budget = budget;
    }

    /** Lets a job wait for the next scan. */
    public void await(Job job) {
        scan.await(job.chain());
    }

    /** Has every marketplace audited. */
    public void daily() {
        scan.awaitDaily();
        drive();
    }

    /** Goes on with the scan, unless another worker has it. The other sees waiting jobs before it ends. */
    public void drive() {
        Instant end = clock.instant().plus(budget);
        while (drive(end)) {
            // A job that began to wait after our last look, but before we let go, found the scan taken: we look again.
        }
    }

    /** Whether to look again. */
    private boolean drive(Instant end) {
        Instant until = clock.instant().plus(TAKEN);
        Optional<State> taken = scan.take(clock.instant(), until);
        if (taken.isEmpty()) {
            return false;
        }
        State state = taken.get();
        Aboard aboard = new Aboard(scan, jobs);
        while (true) {
            if (state.phase() == Phase.IDLE && !anyWaits()) {
                return scan.leave(state, until) && anyWaits();
            }
            Optional<State> saved = scan.save(step(state, aboard, until), until);
            if (saved.isEmpty()) {
                LOG.atInfo().log("another drives the scan");
                return false;
            }
            state = saved.get();
            boolean isOver = state.phase() == Phase.IDLE && !anyWaits();
            if (!isOver && !clock.instant().isBefore(end)) {
                if (scan.leave(state, until)) {
                    queue.scanOn();
                }
                return false;
            }
        }
    }

    private boolean anyWaits() {
        return scan.isDailyAwaited() || !scan.waiting(1).isEmpty();
    }

    private State step(State at, Aboard aboard, Instant until) {
        return switch (at.phase()) {
            case IDLE -> at.boarding(scan.isDailyAwaited());
            case BOARDING -> board(at, aboard, until);
            case READING -> read(at, aboard, until);
            case LANDING -> land(at, until);
        };
    }

    private State board(State at, Aboard aboard, Instant until) {
        for (ChainId id : scan.waiting(MOST_ABOARD)) {
            Optional<Progress> progress = progresses.find(id);
            if (progress.map(Progress::phase).orElse("").isEmpty()) {
                Progress begun = progress.orElse(Progress.NONE).at(Progress.SCAN, "");
                saved(progresses.save(id, begun, until));
            }
            scan.board(id);
        }
        if (at.daily()) {
            scan.dailyBoarded();
        }
        aboard.forget();
        return at.at(Phase.READING, "");
    }

    private State read(State at, Aboard aboard, Instant until) {
        JournalScan.Page page = journal.page(at.cursor());
        String next = page.next().isEmpty() ? END : page.next();
        Map<String, List<Scanned>> own = new LinkedHashMap<>();
        for (Scanned entry : page.entries()) {
            own.computeIfAbsent(entry.place().marketplace(), _ -> new ArrayList<>()).add(entry);
        }
        own.forEach((name, entries) -> {
            if (MarketplaceId.isWellFormed(name)) {
                var marketplace = new MarketplaceId(name);
                if (at.daily() && aboard.of(marketplace).stream().noneMatch(job -> job.kind() == JobKind.AUDIT)) {
                    aboard.add(joined(marketplace, at.number(), until));
                }
                aboard.of(marketplace).forEach(job -> page(job, entries, next, until));
            }
        });
        return page.next().isEmpty() ? at.at(Phase.LANDING, "") : at.at(Phase.READING, page.next());
    }

    /** The daily audit of a marketplace is a job like any other; it begins before its event arrives. */
    private Job joined(MarketplaceId marketplace, long number, Instant until) {
        ChainId id = jobs.dailyId(marketplace, number);
        if (progresses.find(id).isEmpty()) {
            saved(progresses.save(id, Progress.NONE.at(Progress.SCAN, ""), until));
        }
        Job job = jobs.daily(id, number);
        scan.join(id);
        return job;
    }

    private void page(Job job, List<Scanned> entries, String next, Instant until) {
        Progress at = progresses.find(job.chain()).orElse(Progress.NONE);
        if (!at.phase().equals(Progress.SCAN) || at.cursor().equals(next)) {
            return;
        }
        saved(progresses.save(job.chain(), part(job).page(job, at, entries).at(Progress.SCAN, next), until));
    }

    private State land(State at, Instant until) {
        List<ChainId> some = scan.aboard(Optional.empty(), MOST_ABOARD);
        for (ChainId id : some) {
            Job job = jobs.find(id).orElseThrow();
            Progress progress = progresses.find(id).orElse(Progress.NONE);
            if (progress.phase().equals(Progress.SCAN)) {
                progress = saved(progresses.leave(id, part(job).end(job, progress), until));
            }
            if (progress.isOver()) {
                jobs.finish(job, progress);
            } else {
                queue.goOn(id);
            }
            scan.land(id);
        }
        return some.isEmpty() ? at.at(Phase.IDLE, "") : at;
    }

    private Part part(Job job) {
        return Optional.ofNullable(parts.get(job.kind())).orElseThrow();
    }

    private static Progress saved(Optional<Progress> progress) {
        return progress.orElseThrow(() -> new Outage("another is at work on a job of the scan"));
    }

    /** The jobs that take part, as this call last read them. */
    private static final class Aboard {
        private final StackScan scan;
        private final Jobs jobs;
        private Optional<Map<MarketplaceId, List<Job>>> known = Optional.empty();

        private Aboard(StackScan scan, Jobs jobs) {
            this.scan = scan;
            this.jobs = jobs;
        }

        private void forget() {
            known = Optional.empty();
        }

        private List<Job> of(MarketplaceId marketplace) {
            return List.copyOf(all().getOrDefault(marketplace, List.of()));
        }

        private void add(Job job) {
            all().computeIfAbsent(job.marketplace(), _ -> new ArrayList<>()).add(job);
        }

        private Map<MarketplaceId, List<Job>> all() {
            if (known.isEmpty()) {
                Map<MarketplaceId, List<Job>> read = new LinkedHashMap<>();
                Optional<ChainId> after = Optional.empty();
                List<ChainId> some;
                do {
                    some = scan.aboard(after, MOST_ABOARD);
                    some.forEach(id -> jobs.find(id).ifPresent(job ->
                            read.computeIfAbsent(job.marketplace(), _ -> new ArrayList<>()).add(job)));
                    after = some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
                } while (some.size() == MOST_ABOARD);
                known = Optional.of(read);
            }
            return known.get();
        }
    }
}
