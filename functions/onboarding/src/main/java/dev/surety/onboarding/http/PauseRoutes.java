package dev.surety.onboarding.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.app.PutPause.PutPauseRequest;
import dev.surety.onboarding.app.PutPause;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Pauses.Standing;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which a marketplace's operator stops movements of money. */
public final class PauseRoutes {
    private static final int LONGEST_REASON = 200;

    private static final String PATH = "/v1/pauses/{what}";
    private static final Set<String> OPERATOR = Set.of("operator");

    private final Pauses pauses;
    private final PutPause putting;
    private final RequestKeys keys;

    public PauseRoutes(Pauses pauses, PutPause putting, RequestKeys keys) {
        this.pauses = pauses;
        this.putting = putting;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, OPERATOR, MARKETPLACE_ONLY, Request::plain, this::get),
                Route.changes("PUT", PATH, OPERATOR, MARKETPLACE_ONLY, PauseRoutes::set, this::put)
                        .refuses(VERSION_CONFLICT, INVALID),
                Route.changes("DELETE", PATH, OPERATOR, MARKETPLACE_ONLY, PauseRoutes::lift, this::put)
                        .refuses(VERSION_CONFLICT, INVALID));
    }

    private record PauseRequest(boolean paused, String reason, Optional<Integer> ifMatch) {}

    private static Parsed<PauseRequest> set(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.text("reason", 1, LONGEST_REASON);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new PauseRequest(true, reason.orElseThrow(), ifMatch));
    }

    private static Parsed<PauseRequest> lift(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new PauseRequest(false, "", ifMatch));
    }

    private static Optional<What> what(Request request) {
        return What.parse(request.parameter("what"));
    }

    private Response get(Request asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        return what(request).map(what -> shown(marketplace, what)).orElseGet(Response::notFound);
    }

    private Response shown(MarketplaceId marketplace, What what) {
        Optional<Standing> own = pauses.find(marketplace, what);
        ObjectNode view = own.map(of -> view(what, of)).orElseGet(() -> none(what));
        Optional<Standing> stack = pauses.ofStack(what).filter(Standing::paused);
        if (stack.isPresent()) {
            ObjectNode above = view.putObject("wholeStack");
            above.put("reason", stack.get().reason())
                    .put("by", stack.get().by().toString())
                    .put("since", Times.text(stack.get().since()));
        } else {
            view.putNull("wholeStack");
        }
        return Response.ok(view).version(own.map(Standing::version).orElse(0));
    }

    private Response put(PauseRequest asked, Request request) {
        return what(request).map(what -> put(what, asked, request)).orElseGet(Response::notFound);
    }

    private Response put(What what, PauseRequest asked, Request request) {
        return putting.put(
                        CommandEnvelope.of(request, keys, asked.ifMatch()),
                        new PutPauseRequest(what, asked.paused(), asked.reason()))
                .answer(entry -> Response.ok(view(what, Pauses.from(entry))).version(entry.number()));
    }

    private static ObjectNode view(What what, Standing pause) {
        ObjectNode view = Json.object().put("what", what.name()).put("paused", pause.paused());
        view.put("reason", pause.reason().isEmpty() ? null : pause.reason());
        return view.put("by", pause.by().toString())
                .put("since", Times.text(pause.since()))
                .put("version", pause.version());
    }

    private static ObjectNode none(What what) {
        return Json.object()
                .put("what", what.name())
                .put("paused", false)
                .putNull("reason")
                .putNull("by")
                .putNull("since")
                .put("version", 0);
    }
}
