package dev.surety.onboarding.http.correction;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.method.CorrectPayoutMethod.Asked;
import dev.surety.onboarding.app.method.CorrectPayoutMethod;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
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
import java.util.function.BiFunction;
import java.util.function.Function;

/** The routes of banks' notices of change. They decide where money goes, so the token is verified once more. */
public final class CorrectionRoutes {
    private static final Set<String> DECIDE = Set.of("participants:decide");
    private static final String PATH = "/v1/participants/{id}/payout-methods/{m}/corrections/{c}";
    private static final int LONGEST_REASON = 500;

    private final CorrectPayoutMethod correcting;
    private final Vault vault;
    private final RequestKeys keys;

    public CorrectionRoutes(CorrectPayoutMethod correcting, Vault vault, RequestKeys keys) {
        this.correcting = correcting;
        this.vault = vault;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, DECIDE, MARKETPLACE_ONLY, Request::plain, (_, request) -> get(request)),
                Route.changes(
                                "POST",
                                PATH + "/approve",
                                DECIDE,
                                MARKETPLACE_ONLY,
                                request -> request.optionalFields().build(() -> request),
                                (_, request) -> approve(request))
                        .verified()
                        .refuses(FORBIDDEN, TRANSITION_NOT_ALLOWED, APPROVER_IS_MAKER),
                Route.changes(
                                "POST",
                                PATH + "/reject",
                                DECIDE,
                                MARKETPLACE_ONLY,
                                CorrectionRoutes::reason,
                                this::reject)
                        .verified()
                        .refuses(FORBIDDEN));
    }

    private static Parsed<String> reason(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.text("reason", 1, LONGEST_REASON);
        return body.build(reason::orElseThrow);
    }

    private Response get(Request request) {
        return onParticipant(request, chain -> correcting
                .find(chain, request.parameter("m"), request.parameter("c"))
                .<Response>map(waiting -> Response.ok(CorrectionView.of(waiting)))
                .orElseGet(Response::notFound));
    }

    private Response approve(Request request) {
        return decided(request, envelope(request), correcting::approve);
    }

    private Response reject(String reason, Request request) {
        CommandEnvelope envelope = envelope(request).noting(() -> Optional.of(
                vault.keepPerson(chain(request), Json.object().put("reason", reason))));
        return decided(request, envelope, correcting::reject);
    }

    private Response decided(
            Request request, CommandEnvelope envelope, BiFunction<CommandEnvelope, Asked, Outcome<Entry>> decision) {
        if (request.caller().kind() != Caller.Kind.STAFF) {
            return Response.refuse(FORBIDDEN.with("A named person decides about a notice of change."));
        }
        return onParticipant(request, chain -> decision
                .apply(envelope, new Asked(
                        chain.id(), request.parameter("m"), request.parameter("c"), request.caller().id()))
                .answer(entry -> Response.ok(CorrectionView.of(entry))));
    }

    private static Response onParticipant(
            Request request, Function<ChainId, Response> does) {
        return Id.isWellFormed(ParticipantId.PREFIX, request.parameter("id"))
                ? does.apply(chain(request))
                : Response.notFound();
    }

    private static ChainId chain(Request request) {
        return CreateParticipant.chain(request.caller().marketplace(), request.parameter("id"));
    }

    private CommandEnvelope envelope(Request request) {
        return CommandEnvelope.of(request, keys, Optional.empty());
    }
}
