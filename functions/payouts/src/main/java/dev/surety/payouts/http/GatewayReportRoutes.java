package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.report.GatewayReports;
import dev.surety.payouts.app.report.ReportChains;
import dev.surety.payouts.app.report.SettlementChains;
import dev.surety.payouts.app.report.UploadReport.Announced;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.SettlementSums;
import dev.surety.payouts.http.StatementRequests.Listed;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The routes of gateways' settlement reports and of their rows. */
public final class GatewayReportRoutes {
    private static final Set<String> RECONCILE = Set.of("payouts:reconcile");
    private static final Set<String> READ = Set.of("payouts:read");
    private static final String REPORTS = "/v1/gateway-reports";

    private static final long MOST_BYTES = 100_000_000;
    private static final Pattern GATEWAY = Pattern.compile("[a-z][a-z0-9_]{1,39}");
    private static final Set<String> CLASSES = Set.of(ReportFile.EXPLAINED, ReportFile.UNMATCHED);

    private final GatewayReports reports;
    private final Present present;
    private final RequestKeys keys;
    private final Pages pages;

    public GatewayReportRoutes(GatewayReports reports, Present present, RequestKeys keys, Cursors cursors) {
        this.reports = reports;
        this.present = present;
        this.keys = keys;
        this.pages = new Pages(cursors);
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes(
                                "POST",
                                REPORTS,
                                RECONCILE,
                                MARKETPLACE_ONLY,
                                GatewayReportRoutes::announced,
                                this::announce)
                        .refuses(FORBIDDEN, INVALID),
                Route.reads(REPORTS, READ, MARKETPLACE_ONLY, StatementRequests::list, this::list),
                Route.reads(REPORTS + "/{id}", READ, MARKETPLACE_ONLY, Request::plain, (_, request) -> get(request)),
                Route.reads(
                        REPORTS + "/{id}/lines",
                        READ,
                        MARKETPLACE_ONLY,
                        request -> StatementRequests.lines(request, CLASSES::contains),
                        this::lines));
    }

    private static Parsed<Announced> announced(Request request) {
        Fields body = request.fields();
        Optional<String> gateway = body.text("gateway", 1, 40);
        if (gateway.filter(name -> !GATEWAY.matcher(name).matches()).isPresent()) {
            body.wrong("gateway", "format");
        }
        Optional<String> name = body.optionalText("name", 1, 200);
        Optional<Long> bytes = body.integer("bytes", 1, MOST_BYTES);
        Optional<String> sha256 = StatementRequests.sha256(body);
        return body.build(() ->
                new Announced(gateway.orElseThrow(), name.orElse("report.csv"), bytes.orElseThrow(), sha256));
    }

    private Response announce(Announced announced, Request request) {
        return NamedPerson.only(request, "A named person uploads reports.", person -> reports.uploading()
                .announce(CommandEnvelope.of(request, keys, Optional.empty()), announced, person)
                .answer(stored -> Response.of(
                                201,
                                StatementView.withUpload(
                                        GatewayReportView.of(stored),
                                        reports.uploading().link(stored)))
                        .version(stored.chain().version())));
    }

    private Response list(Listed asked, Request request) {
        return pages.page(
                asked,
                request,
                asked.filters(request),
                from -> Optional.of(reports.chains().list(request.caller().marketplace(), asked.limit(), from)),
                found -> reports.chains().find(found.chain()).map(GatewayReportView::of));
    }

    private Response get(Request request) {
        return report(request)
                .<Response>map(stored -> Response.ok(GatewayReportView.whole(
                                stored, settlements(stored), present.now(stored.id().marketplace())))
                        .version(stored.chain().version()))
                .orElseGet(Response::notFound);
    }

    private Optional<Uploaded<ReportFile>> report(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(ReportChains.PREFIX, id)
                ? reports.chains().find(ReportChains.chain(request.caller().marketplace(), id))
                : Optional.empty();
    }

    /** By reference, those that this report or another has posted. */
    private Map<String, SettlementChains.Stored> settlements(Uploaded<ReportFile> stored) {
        Map<String, SettlementChains.Stored> posted = new HashMap<>();
        SideBySide.map(Limits.LIST_READS_AT_ONCE, stored.file().settlements(), sums -> find(stored, sums)).stream()
                .flatMap(Optional::stream)
                .forEach(of -> posted.put(of.settlement().sums().reference(), of));
        return posted;
    }

    private Optional<SettlementChains.Stored> find(Uploaded<ReportFile> stored, SettlementSums sums) {
        return reports.settlements().find(stored.id().marketplace(), stored.file().gateway(), sums);
    }

    private Response lines(Listed asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        return pages.page(
                asked,
                request,
                asked.filters(request),
                from -> report(request)
                        .map(of -> reports.lines()
                                .list(marketplace, of.id().id(), asked.as(), asked.limit(), from)),
                found -> reports.lines().find(marketplace, found.chain().id()).map(GatewayReportView::line));
    }
}
