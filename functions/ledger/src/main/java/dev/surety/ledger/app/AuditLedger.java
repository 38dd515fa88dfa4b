package dev.surety.ledger.app;

import dev.surety.ledger.domain.Audit;
import dev.surety.ledger.domain.AuditReport;
import dev.surety.ledger.domain.AuditReport.Difference;
import dev.surety.ledger.domain.AuditReport.Invariant;
import dev.surety.ledger.domain.Generations;
import dev.surety.ledger.domain.JournalScan;
import dev.surety.ledger.domain.LedgerScan;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.observe.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the ledger against the journal, within a time, and raises the alarm at whatever does not agree. */
public final class AuditLedger {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLedger.class);

    private final JournalScan journal;
    private final LedgerScan ledger;
    private final Generations generations;
    private final Present present;
    private final TellFindings findings;
    private final InstantSource clock;
    private final Metrics metrics;

    public AuditLedger(
            JournalScan journal,
            LedgerScan ledger,
            Generations generations,
            Present present,
            TellFindings findings,
            InstantSource clock,
            Metrics metrics) {
        this.journal = journal;
        this.ledger = ledger;
        this.generations = generations;
        this.present = present;
        this.findings = findings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @param only the marketplace to report about; all if empty */
    public AuditReport run(Optional<MarketplaceId> only, Duration within) {
        Instant deadline = clock.instant().plus(within);
        Map<MarketplaceId, Instant> begun = new HashMap<>();
        Map<MarketplaceId, Instant> settled = new HashMap<>();
        Map<MarketplaceId, Integer> live = new HashMap<>();
        var audit = new Audit(
                only,
                marketplace -> begun.computeIfAbsent(marketplace, present::now),
                marketplace -> settled.computeIfAbsent(
                        marketplace, of -> present.settledUntil(of, clock.instant())),
                marketplace -> live.computeIfAbsent(marketplace, of -> generations.of(of).live()));
        boolean complete = ledger.each(deadline, audit::show) && journal.each(deadline, audit::show);
        AuditReport report = audit.report(complete);
        raise(report);
        if (complete) {
            findings.tell(report);
        }
        return report;
    }

    private void raise(AuditReport report) {
        for (Difference difference : report.differences()) {
            if (difference.kind().isFault()) {
                LOG.atError()
                        .addKeyValue("class", difference.kind().code())
                        .addKeyValue("account", difference.account().key())
                        .addKeyValue("journal", difference.journal())
                        .addKeyValue("ledger", difference.ledger())
                        .log("the ledger differs from the journal");
                metrics.count("ledger.difference_found", "class", difference.kind().code());
            }
        }
        for (Invariant invariant : report.invariants()) {
            if (invariant.isFault()) {
                LOG.atError()
                        .addKeyValue("invariant", invariant.name())
                        .addKeyValue("violations", invariant.violations())
                        .log("an audit found an invariant broken");
                metrics.count("breach", "invariant", invariant.name(), invariant.violations());
            }
        }
        if (!report.complete()) {
            LOG.atWarn().addKeyValue("entries", report.entries()).log("an audit ran out of time");
            metrics.count("audit.incomplete", "edge", "audit");
        }
    }
}
