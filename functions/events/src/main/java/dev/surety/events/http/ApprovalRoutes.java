package dev.surety.events.http;

import dev.surety.events.app.ReadApprovals;
import dev.surety.events.domain.Kinds;
import dev.surety.events.domain.Waiting;
import dev.surety.events.domain.WorkItem;
import dev.surety.model.journal.ChainId;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route.People;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lists what waits for the caller's approval. */
public final class ApprovalRoutes {
    private static final int LONGEST_CURSOR = 1024;
    private static final String CHARGEBACK = "chargeback";
    private static final String FILTERS = "approvals";

    private final ReadApprovals approvals;
    private final Cursors cursors;

    public ApprovalRoutes(ReadApprovals approvals, Cursors cursors) {
        this.approvals = approvals;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(Route.reads(
                        "/v1/approvals", Kinds.APPROVING, People.MARKETPLACE_ONLY, ApprovalRoutes::parse, this::list)
                .refuses(CommonReason.FORBIDDEN));
    }

    private record Query(int limit, Optional<String> cursor) {}

    private static Parsed<Query> parse(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Query(limit, cursor));
    }

    private Response list(Query query, Request request) {
        Caller caller = request.caller();
        if (caller.kind() != Caller.Kind.STAFF) {
            return Response.refuse(CommonReason.FORBIDDEN.with("Only a token with a person can approve."));
        }
        Optional<String> after = query.cursor().flatMap(cursor -> cursors.parse(caller, FILTERS, cursor));
        if (query.cursor().isPresent() && after.isEmpty()) {
            return Response.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        ReadApprovals.Page page = approvals.read(caller, after, query.limit());
        ObjectNode view = Json.object();
        var waiting = view.putArray("data");
        page.waiting().forEach(each -> waiting.add(view(each)));
        return Response.ok(view.put(
                "nextCursor",
                page.next().map(place -> cursors.of(caller, FILTERS, place)).orElse(null)));
    }

    private static ObjectNode view(Waiting waiting) {
        WorkItem place = waiting.place();
        ObjectNode view = Json.object()
                .put("kind", place.kind())
                .put("subject", place.chain().id())
                .put("subjectType", place.chain().type())
                .put("since", Times.text(place.at()))
                .put("needed", waiting.needed())
                .put("approved", waiting.approvedBy().size())
                .put("hash", waiting.hash().orElse(null));
        waiting.sum().or(place::amount).ifPresentOrElse(
                amount -> view.set("amount", Json.tree(amount)), () -> view.putNull("amount"));
        String subject = path(place.chain(), place.number());
        // A case's own deadline sends the evidence that is not approved.
        return view.put("approve", subject + "/approve")
                .put("reject", place.chain().type().equals(CHARGEBACK) ? null : subject + "/reject");
    }

    /** Of settings each version is decided by itself. */
    private static String path(ChainId chain, int version) {
        return switch (chain.type()) {
            case "settings" -> "/v1/settings/versions/" + version;
            case CHARGEBACK -> "/v1/chargebacks/" + chain.id() + "/submit";
            case "run" -> "/v1/payout-runs/" + chain.id();
            case "payout_file" -> "/v1/payout-files/" + chain.id() + "/void";
            case "period" -> "/v1/ledger/periods/" + chain.id();
            case "adjustment" -> "/v1/adjustments/" + chain.id();
            default -> "/v1/payouts/" + chain.id();
        };
    }
}
