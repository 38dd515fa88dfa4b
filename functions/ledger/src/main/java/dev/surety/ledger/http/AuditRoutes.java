package dev.surety.ledger.http;

import dev.surety.ledger.app.AuditLedger;
import dev.surety.ledger.domain.AuditReport;
import dev.surety.ledger.domain.AuditReport.Difference;
import dev.surety.ledger.domain.AuditReport.Invariant;
import dev.surety.runtime.edge.http.Answer;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An audit on demand. It changes nothing, so it needs no idempotency key. */
public final class AuditRoutes {
    /** Under the function's time-out of 28 s. */
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private static final int MOST_SHOWN = 500;

    private final AuditLedger audit;

    public AuditRoutes(AuditLedger audit) {
        this.audit = audit;
    }

    public List<Route<?>> all() {
        return List.of(new Route<>(
                "POST",
                "/v1/ledger/audits",
                Set.of("operator"),
                Route.People.MARKETPLACE_ONLY,
                Route.Effect.READS,
                AuditRoutes::parse,
                (_, request) -> run(request)));
    }

    private static Parsed<Request> parse(Request request) {
        return request.body().isEmpty()
                ? request.queryFields().build(() -> request)
                : request.fields().build(() -> request);
    }

    private Answer run(Request request) {
        AuditReport report = audit.run(Optional.of(request.caller().marketplace()), WITHIN);
        ObjectNode view = Json.object()
                .put("complete", report.complete())
                .put("entries", report.entries())
                .put("accounts", report.accounts());
        var differences = view.putArray("differences");
        for (Difference difference : report.differences().stream().limit(MOST_SHOWN).toList()) {
            String currency = difference.account().currency().code();
            ObjectNode one = differences
                    .addObject()
                    .put("class", difference.kind().code())
                    .put("account", difference.account().account().toString())
                    .put("currency", currency);
            one.set("journal", money(difference.journal(), currency));
            one.set("ledger", money(difference.ledger(), currency));
        }
        var invariants = view.putArray("invariants");
        for (Invariant invariant : report.invariants()) {
            invariants
                    .addObject()
                    .put("name", invariant.name())
                    .put("holds", invariant.holds())
                    .put("violations", invariant.violations());
        }
        return Answer.ok(view);
    }

    private static ObjectNode money(BigInteger amountMinor, String currency) {
        return Json.object().put("amount", amountMinor).put("currency", currency);
    }
}
