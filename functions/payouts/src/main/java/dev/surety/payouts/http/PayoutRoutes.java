package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.APPROVAL_EXPIRED;
import static dev.surety.model.refusal.CommonReason.APPROVER_COUNTED;
import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.BLOCKED;
import static dev.surety.model.refusal.CommonReason.CAPABILITY_RESTRICTED;
import static dev.surety.model.refusal.CommonReason.DEBT_OPEN;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN_SCOPE;
import static dev.surety.model.refusal.CommonReason.INSUFFICIENT_AVAILABLE;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.METHOD_NOT_USABLE;
import static dev.surety.model.refusal.CommonReason.PAUSED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.single.DecidePayout;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.single.RequestPayout;
import dev.surety.payouts.app.single.RetryPayout;
import dev.surety.payouts.app.payout.SinglePayout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutRules;
import dev.surety.payouts.http.PayoutRequests.Approving;
import dev.surety.payouts.http.PayoutRequests.Deciding;
import dev.surety.payouts.http.PayoutRequests.ListRequest;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of single payouts, and of every payout once it is there. */
public final class PayoutRoutes {
    private static final String REQUEST = "payouts:request";
    private static final String PLAN = "payouts:plan";
    private static final String PATH = "/v1/payouts";

    private final Payouts payouts;
    private final RequestPayout requesting;
    private final DecidePayout deciding;
    private final RetryPayout retrying;
    private final PayoutView view;
    private final Vault vault;
    private final RequestKeys keys;
    private final Cursors cursors;

    public PayoutRoutes(
            Payouts payouts,
            RequestPayout requesting,
            DecidePayout deciding,
            RetryPayout retrying,
            PayoutView view,
            Vault vault,
            RequestKeys keys,
            Cursors cursors) {
        this.payouts = payouts;
        this.requesting = requesting;
        this.deciding = deciding;
        this.retrying = retrying;
        this.view = view;
        this.vault = vault;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        Set<String> read = Set.of("payouts:read");
        Set<String> approve = Set.of(PayoutRules.APPROVE);
        Set<String> plan = Set.of(PLAN);
        return List.of(
                Route.changes(
                                "POST",
                                PATH,
                                Set.of(REQUEST, PLAN),
                                PARTICIPANTS_TOO,
                                PayoutRequests::create,
                                this::create)
                        .verified()
                        .refuses(FORBIDDEN, INVALID, CAPABILITY_RESTRICTED, BLOCKED, PAUSED, LIMIT_EXCEEDED)
                        .refuses(TRANSITION_NOT_ALLOWED, DEBT_OPEN, METHOD_NOT_USABLE, INSUFFICIENT_AVAILABLE),
                Route.reads(PATH, read, PARTICIPANTS_TOO, PayoutRequests::list, this::list)
                        .refuses(FORBIDDEN),
                Route.reads(PATH + "/{id}", read, PARTICIPANTS_TOO, Request::plain, (_, request) -> get(request)),
                Route.changes(
                                "POST",
                                PATH + "/{id}/approve",
                                approve,
                                MARKETPLACE_ONLY,
                                PayoutRequests::approving,
                                this::approve)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED)
                        .refuses(APPROVER_IS_MAKER, APPROVER_COUNTED, APPROVAL_EXPIRED),
                Route.changes(
                                "POST",
                                PATH + "/{id}/reject",
                                approve,
                                MARKETPLACE_ONLY,
                                PayoutRequests::reasoned,
                                this::reject)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED),
                Route.changes(
                                "POST",
                                PATH + "/{id}/cancel",
                                plan,
                                MARKETPLACE_ONLY,
                                PayoutRequests::reasoned,
                                this::cancel)
                        .verified()
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED),
                Route.changes(
                                "POST",
                                PATH + "/{id}/retry",
                                plan,
                                MARKETPLACE_ONLY,
                                PayoutRequests::nothing,
                                (_, request) -> retry(request))
                        .verified()
                        .refuses(INVALID, CAPABILITY_RESTRICTED, BLOCKED, PAUSED, LIMIT_EXCEEDED)
                        .refuses(TRANSITION_NOT_ALLOWED, DEBT_OPEN, METHOD_NOT_USABLE, INSUFFICIENT_AVAILABLE));
    }

    private Response create(SinglePayout wanted, Request request) {
        Caller caller = request.caller();
        String scope = wanted instanceof SinglePayout.OfOwnMoney ? PLAN : REQUEST;
        if (!caller.has(scope)) {
            return Response.refuse(FORBIDDEN_SCOPE.with("This payout needs the scope " + scope + "."));
        }
        if (wanted instanceof SinglePayout.ToPayee(var payee, var _, var _) && !maySee(caller, Optional.of(payee))) {
            return Response.refuse(FORBIDDEN.with("A participant asks for its own payouts only."));
        }
        return answer(request, 201, requesting.request(CommandEnvelope.of(request, keys, Optional.empty()), wanted));
    }

    private Response approve(Approving asked, Request request) {
        String person = request.caller().id();
        PayoutCommand.Wish wish = asked.refusal()
                .<PayoutCommand.Wish>map(code -> new PayoutCommand.AgreeToRefusal(person, code))
                .orElseGet(() -> new PayoutCommand.Approve(person));
        return byPerson(request, id -> decided(asked.plain(), request, id, wish));
    }

    private Response reject(Deciding asked, Request request) {
        return byPerson(request, id -> decided(asked, request, id, new PayoutCommand.Reject()));
    }

    private Response cancel(Deciding asked, Request request) {
        return onPayout(request, id -> decided(asked, request, id, new PayoutCommand.Cancel()));
    }

    private Response retry(Request request) {
        var envelope = CommandEnvelope.of(request, keys, Optional.empty());
        return onPayout(request, id -> answer(request, 201, retrying.retry(envelope, id)));
    }

    private Response decided(Deciding asked, Request request, PayoutId id, PayoutCommand.Wish wish) {
        var envelope = CommandEnvelope.of(request, keys, asked.ifMatch())
                .noting(() -> asked.reason().map(reason -> vault.keep(
                        chain(request, id), Json.object().put("reason", reason))));
        return answer(request, 200, deciding.decide(envelope, id, wish));
    }

    private static ChainId chain(Request request, PayoutId id) {
        return new ChainId("payout", request.caller().marketplace(), id.value());
    }

    private Response answer(Request request, int status, Outcome<PayoutChain> outcome) {
        return outcome.answer(payout -> Response.of(status, view.of(payout, request.caller()))
                .version(payout.version()));
    }

    private static Response byPerson(Request request, Function<PayoutId, Response> does) {
        return NamedPerson.only(request, "A named person decides about payouts.", _ -> onPayout(request, does));
    }

    private static Response onPayout(Request request, Function<PayoutId, Response> does) {
        String id = request.parameter("id");
        return Id.isWellFormed(PayoutId.PREFIX, id) ? does.apply(new PayoutId(id)) : Response.notFound();
    }

    private Response get(Request request) {
        return onPayout(request, id -> {
            PayoutChain payout = payouts.load(request.caller().marketplace(), id);
            return payout.find()
                    .filter(known -> maySee(request.caller(), known.order().payee()))
                    .<Response>map(_ -> Response.ok(view.of(payout, request.caller())).version(payout.version()))
                    .orElseGet(Response::notFound);
        });
    }

    private Response list(ListRequest asked, Request request) {
        Caller caller = request.caller();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, asked.filters(), cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Pages.badCursor();
        }
        if (!maySee(caller, asked.payee())) {
            return Response.refuse(FORBIDDEN.with("A participant lists its own payouts only."));
        }
        Payouts.Page page = page(asked, caller, from);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.payouts().stream()
                .filter(of -> asked.state().isEmpty() || asked.state().get().equals(of.payout().state()))
                .forEach(of -> data.add(view.of(of, caller)));
        return Response.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(caller, asked.filters(), place)).orElse(null)));
    }

    private Payouts.Page page(ListRequest asked, Caller caller, Optional<String> from) {
        if (asked.payee().isPresent()) {
            return payouts.ofPayee(caller.marketplace(), asked.payee().get(), asked.limit(), from);
        }
        return asked.run().isPresent()
                ? payouts.ofRun(caller.marketplace(), asked.run().get(), asked.limit(), from)
                : payouts.ofOwn(caller.marketplace(), asked.limit(), from);
    }

    /** A participant sees the payouts to itself alone. */
    private static boolean maySee(Caller caller, Optional<ParticipantId> payee) {
        return !caller.isParticipant() || payee.filter(caller::is).isPresent();
    }
}
