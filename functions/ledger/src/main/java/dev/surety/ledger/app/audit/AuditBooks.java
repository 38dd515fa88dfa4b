package dev.surety.ledger.app.audit;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.job.RunJob;
import dev.surety.ledger.domain.account.Correction;
import dev.surety.ledger.domain.account.DayTotal;
import dev.surety.ledger.domain.audit.AuditRules;
import dev.surety.ledger.domain.audit.AuditState;
import dev.surety.ledger.domain.audit.Difference;
import dev.surety.ledger.domain.audit.Look;
import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second half of an audit: it checks every account of the marketplace. A line is right if its entry finds it and it
 * finds its entry. The audit reads accounts one after another while the poster writes, so the balances it reads need
 * not sum to zero. It therefore sums them as of one moment, the horizon. It subtracts lines dated after the horizon;
 * the poster had ten minutes for lines dated before it. The audit also writes the totals of closed days.
 */
public final class AuditBooks implements RunJob.Step {
    private static final Logger LOG = LoggerFactory.getLogger(AuditBooks.class);

    /** Lines that come later than this cost a write more; a day that is not closed costs a reader queries. */
    private static final Duration OPEN_DAYS = Duration.ofDays(2);

    private final WalkAccounts walk;
    private final ParkedEntries parked;
    private final Present present;
    private final TellFindings findings;
    private final InstantSource clock;
    private final Metrics metrics;

    public AuditBooks(
            WalkAccounts walk,
            ParkedEntries parked,
            Present present,
            TellFindings findings,
            InstantSource clock,
            Metrics metrics) {
        this.walk = walk;
        this.parked = parked;
        this.present = present;
        this.findings = findings;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Progress from(Job job, Progress at) {
        Instant settled = present.settledUntil(job.marketplace(), clock.instant());
        AuditState state = AuditJournal.state(at, settled);
        var rules = new AuditRules(state);
        String closing = settled.equals(Instant.EPOCH) ? "" : Line.day(settled.minus(OPEN_DAYS));
        var way = new WalkAccounts.Way(
                job.marketplace(), closing, state.horizon(), present.now(job.marketplace()));
        WalkAccounts.Walked walked = walk.on(way, at.cursor(), state.look(), new Counting(rules));
        if (!walked.isOver()) {
            return at.at(Progress.ACCOUNTS, walked.place()).holding(Json.canonical(rules.state(walked.look())));
        }
        rules.end(parked.breaches(job.marketplace()));
        AuditState end = rules.state(Optional.empty());
        raise(job, end, rules.faults());
        return at.at(Progress.DONE, "").holding("").noting(end.told());
    }

    private void raise(Job job, AuditState end, Map<String, Long> faults) {
        faults.forEach((code, count) -> metrics.count("ledger.difference_found", "class", code, count));
        for (String invariant : AuditRules.BREACHES) {
            long violations = end.violations().getOrDefault(invariant, 0L);
            if (violations > 0) {
                LOG.atError()
                        .addKeyValue("marketplace", job.marketplace())
                        .addKeyValue("invariant", invariant)
                        .addKeyValue("violations", violations)
                        .log("an audit found an invariant broken");
                metrics.count("breach", "invariant", invariant, violations);
            }
        }
        Map<String, Long> told = new TreeMap<>(faults);
        long kept = end.of(Difference.NOT_CLEARED);
        if (kept > 0) {
            told.put(Difference.NOT_CLEARED.code(), kept);
        }
        findings.tell(job.marketplace(), told);
        metrics.count("audit.finished", "found", faults.isEmpty() ? "nothing" : "differences");
    }

    /** Finds, and changes nothing. */
    private record Counting(AuditRules rules) implements WalkAccounts.Finder {
        @Override
        public boolean wrong(LedgerAccount account, Look look, Correction correction) {
            rules.wrong(account, correction);
            return true;
        }

        @Override
        public boolean totalDiffers(LedgerAccount account, DayTotal was, DayTotal right) {
            rules.totalDiffers(account);
            return true;
        }

        @Override
        public boolean looked(LedgerAccount account, Look look) {
            rules.looked(look);
            return true;
        }
    }
}
