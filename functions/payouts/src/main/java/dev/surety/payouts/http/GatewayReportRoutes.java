package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.report.GatewayReports;
import dev.surety.payouts.app.report.ReportChains;
import dev.surety.payouts.app.report.SettlementChains;
import dev.surety.payouts.app.report.UploadReport.Announced;
import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.report.SettlementSums;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The routes of gateways' settlement reports and of their rows. */
public final class GatewayReportRoutes {
    private static final Set<String> RECONCILE = Set.of("payouts:reconcile");
    private static final Set<String> READ = Set.of("payouts:read");
    private static final String REPORTS = "/v1/gateway-reports";

    private static final long MOST_BYTES = 100_000_000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GATEWAY = Pattern.compile("[a-z][a-z0-9_]{1,39}");
    private static final Set<String> CLASSES = Set.of(ReportFile.EXPLAINED, ReportFile.UNMATCHED);

    private final GatewayReports reports;
    private final Present present;
    private final RequestKeys keys;
    private final Cursors cursors;

    public GatewayReportRoutes(GatewayReports reports, Present present, RequestKeys keys, Cursors cursors) {
        this.reports = reports;
        this.present = present;
        this.keys = keys;
        this.cursors = cursors;
    }

    private record Listed(Optional<String> as, int limit, Optional<String> cursor) {}

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
                Route.reads(REPORTS, READ, MARKETPLACE_ONLY, GatewayReportRoutes::listed, this::list),
                Route.reads(REPORTS + "/{id}", READ, MARKETPLACE_ONLY, Request::plain, (_, request) -> get(request)),
                Route.reads(
                        REPORTS + "/{id}/lines",
                        READ,
                        MARKETPLACE_ONLY,
                        GatewayReportRoutes::listedLines,
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
        Optional<String> sha256 = body.optionalText("sha256", 1, 64);
        if (sha256.filter(hash -> !SHA256.matcher(hash).matches()).isPresent()) {
            body.wrong("sha256", "format");
        }
        return body.build(() ->
                new Announced(gateway.orElseThrow(), name.orElse("report.csv"), bytes.orElseThrow(), sha256));
    }

    private static Parsed<Listed> listed(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new Listed(Optional.empty(), limit, cursor));
    }

    private static Parsed<Listed> listedLines(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> as = query.text("class", 30);
        if (as.filter(word -> !CLASSES.contains(word)).isPresent()) {
            query.wrong("class", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", 1024);
        return query.build(() -> new Listed(as, limit, cursor));
    }

    private Response announce(Announced announced, Request request) {
        if (request.caller().kind() != Caller.Kind.STAFF) {
            return Response.refuse(FORBIDDEN.with("A named person uploads reports."));
        }
        var envelope = CommandEnvelope.of(request, keys, Optional.empty());
        return reports.uploading()
                .announce(envelope, announced, request.caller().id())
                .answer(stored -> {
                    ObjectNode view = GatewayReportView.of(stored);
                    reports.uploading()
                            .link(stored)
                            .ifPresent(link -> view.set("upload", StatementView.upload(link)));
                    return Response.of(201, view).version(stored.chain().version());
                });
    }

    private Response list(Listed asked, Request request) {
        return page(
                asked,
                request,
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

    private Optional<ReportChains.Stored> report(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(ReportChains.PREFIX, id)
                ? reports.chains().find(ReportChains.chain(request.caller().marketplace(), id))
                : Optional.empty();
    }

    /** By reference, those that this report or another has posted. */
    private Map<String, SettlementChains.Stored> settlements(ReportChains.Stored stored) {
        Map<String, SettlementChains.Stored> posted = new HashMap<>();
        SideBySide.map(Limits.LIST_READS_AT_ONCE, stored.file().settlements(), sums -> find(stored, sums)).stream()
                .flatMap(Optional::stream)
                .forEach(of -> posted.put(of.settlement().sums().reference(), of));
        return posted;
    }

    private Optional<SettlementChains.Stored> find(ReportChains.Stored stored, SettlementSums sums) {
        return reports.settlements().find(stored.id().marketplace(), stored.file().gateway(), sums);
    }

    private Response lines(Listed asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        return page(
                asked,
                request,
                from -> report(request)
                        .map(of -> reports.lines()
                                .list(marketplace, of.id().id(), asked.as(), asked.limit(), from)),
                found -> reports.lines().find(marketplace, found.chain().id()).map(GatewayReportView::line));
    }

    /**
     * A page of a list. A cursor that cannot be read is refused first.
     *
     * @param list nothing if that of which the list tells is unknown
     */
    private Response page(
            Listed asked,
            Request request,
            Function<Optional<Found>, Optional<List<Found>>> list,
            Function<Found, Optional<ObjectNode>> view) {
        Caller caller = request.caller();
        String filters = request.path() + " " + asked.as().orElse("");
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        Optional<List<Found>> known = list.apply(from.map(Found::parse));
        if (known.isEmpty()) {
            return Response.notFound();
        }
        List<Found> found = known.get();
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        SideBySide.map(Limits.LIST_READS_AT_ONCE, found, view).stream()
                .flatMap(Optional::stream)
                .forEach(data::add);
        boolean isFull = found.size() == asked.limit();
        return Response.ok(body.put(
                "nextCursor", isFull ? cursors.of(caller, filters, found.getLast().place()) : null));
    }
}
