package dev.surety.ledger.inbox;

import dev.surety.ledger.app.AuditLedger;
import dev.surety.ledger.domain.AuditReport;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits all marketplaces when the schedule says so. An outage makes this audit fall out; the next one is whole. */
@SuppressWarnings("rawtypes")
public final class AuditSchedule implements Function<InputStream, Map> {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSchedule.class);

    /** Under the function's time-out of 900 s. */
    private static final Duration WITHIN = Duration.ofSeconds(840);

    private final AuditLedger audit;
    private final Metrics metrics;

    public AuditSchedule(AuditLedger audit, Metrics metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    @Override
    public Map apply(InputStream event) {
        try {
            AuditReport report = audit.run(Optional.empty(), WITHIN);
            return Map.of(
                    "complete", report.complete(),
                    "entries", report.entries(),
                    "differences", report.differences().size());
        } catch (Outage outage) {
            LOG.atWarn().setCause(outage).log("an audit could not be made");
            metrics.count(outage.metric(), "edge", "schedule");
            return Map.of("complete", false);
        }
    }
}
