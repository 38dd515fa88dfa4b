package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.APPROVAL_EXPIRED;
import static dev.surety.model.refusal.CommonReason.APPROVER_COUNTED;
import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.INSUFFICIENT_AVAILABLE;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.NO_ELIGIBLE_APPROVER;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Stored;
import dev.surety.payouts.app.adjustment.AdjustmentChains;
import dev.surety.payouts.app.adjustment.Adjustments;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.payouts.domain.adjustment.AdjustmentCommand;
import dev.surety.payouts.domain.adjustment.AdjustmentRules;
import dev.surety.payouts.http.AdjustmentRequests.Approving;
import dev.surety.payouts.http.AdjustmentRequests.Listed;
import dev.surety.payouts.http.AdjustmentRequests.Wanted;
import dev.surety.payouts.http.PayoutRequests.Deciding;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of adjustments. Named persons ask for them and decide about them. */
public final class AdjustmentRoutes {
    private static final Set<String> ADJUST = Set.of("ledger:adjust");
    private static final Set<String> READ = Set.of("ledger:read");
    private static final String PATH = "/v1/adjustments";
    private static final String ONE = PATH + "/{id}";

    private final Adjustments adjustments;
    private final Vault vault;
    private final RequestKeys keys;
    private final Pages pages;

    public AdjustmentRoutes(Adjustments adjustments, Vault vault, RequestKeys keys, Cursors cursors) {
        this.adjustments = adjustments;
        this.vault = vault;
        this.keys = keys;
        this.pages = new Pages(cursors);
    }

    public List<Route<?>> table() {
        Set<String> approve = Set.of(AdjustmentRules.SCOPE);
        return List.of(
                Route.changes("POST", PATH, ADJUST, MARKETPLACE_ONLY, AdjustmentRequests::create, this::create)
                        .verified()
                        .refuses(FORBIDDEN, INVALID, INSUFFICIENT_AVAILABLE, NO_ELIGIBLE_APPROVER),
                Route.reads(PATH, READ, MARKETPLACE_ONLY, AdjustmentRequests::list, this::list),
                Route.reads(ONE, READ, MARKETPLACE_ONLY, Request::plain, (_, request) -> get(request)),
                Route.changes(
                                "POST",
                                ONE + "/approve",
                                approve,
                                MARKETPLACE_ONLY,
                                AdjustmentRequests::approve,
                                this::approve)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED)
                        .refuses(INSUFFICIENT_AVAILABLE, HASH_MISMATCH, APPROVER_IS_MAKER)
                        .refuses(APPROVER_COUNTED, APPROVAL_EXPIRED),
                Route.changes(
                                "POST",
                                ONE + "/reject",
                                approve,
                                MARKETPLACE_ONLY,
                                PayoutRequests::reasoned,
                                this::reject)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED));
    }

    private Response create(Wanted asked, Request request) {
        return byPerson(request, person -> {
            CommandEnvelope plain = CommandEnvelope.of(request, keys, Optional.empty());
            CommandEnvelope envelope = plain.noting(() -> kept(AdjustmentChains.chain(plain), asked.words()));
            return answer(201, adjustments.requesting().request(envelope, asked.order(), person));
        });
    }

    private Response approve(Approving asked, Request request) {
        return decided(request, asked.ifMatch(), Json.object(), person ->
                new AdjustmentCommand.Approve(person, asked.hash()));
    }

    private Response reject(Deciding asked, Request request) {
        ObjectNode words = Json.object();
        asked.reason().ifPresent(reason -> words.put("reason", reason));
        return decided(request, asked.ifMatch(), words, AdjustmentCommand.Reject::new);
    }

    private Response decided(
            Request request,
            Optional<Integer> ifMatch,
            ObjectNode words,
            Function<String, AdjustmentCommand> command) {
        return byPerson(request, person -> {
            if (!Id.isWellFormed(AdjustmentChains.PREFIX, request.parameter("id"))) {
                return Response.notFound();
            }
            CommandEnvelope envelope =
                    CommandEnvelope.of(request, keys, ifMatch).noting(() -> kept(chain(request), words));
            return answer(
                    200, adjustments.deciding().decide(envelope, request.parameter("id"), command.apply(person)));
        });
    }

    private Optional<String> kept(ChainId chain, ObjectNode words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(vault.keep(chain, words));
    }

    private static ChainId chain(Request request) {
        return AdjustmentChains.chain(request.caller().marketplace(), request.parameter("id"));
    }

    private Response answer(int status, Outcome<Stored> outcome) {
        return outcome.answer(stored ->
                Response.of(status, view(stored)).version(stored.chain().version()));
    }

    private ObjectNode view(Stored stored) {
        Entry last = stored.chain().last();
        Optional<String> rejection =
                stored.adjustment().state() == State.REJECTED ? last.note() : Optional.empty();
        return AdjustmentView.of(stored, words(stored, stored.words()), words(stored, rejection));
    }

    private Optional<ObjectNode> words(Stored stored, Optional<String> commitment) {
        return commitment.flatMap(of -> vault.find(stored.chain().id(), of));
    }

    private Response get(Request request) {
        return Id.isWellFormed(AdjustmentChains.PREFIX, request.parameter("id"))
                ? adjustments.chains()
                        .find(chain(request))
                        .<Response>map(stored ->
                                Response.ok(view(stored)).version(stored.chain().version()))
                        .orElseGet(Response::notFound)
                : Response.notFound();
    }

    private Response list(Listed asked, Request request) {
        return pages.page(
                asked,
                request,
                asked.filters(),
                from -> Optional.of(adjustments.chains().list(request.caller().marketplace(), asked.limit(), from)),
                found -> shown(asked, found));
    }

    private Optional<ObjectNode> shown(Listed asked, Found found) {
        return adjustments.chains()
                .find(found.chain())
                .filter(of -> asked.state().isEmpty()
                        || asked.state().get().equals(of.adjustment().state().code()))
                .map(this::view);
    }

    private static Response byPerson(Request request, Function<String, Response> does) {
        return NamedPerson.only(request, "A named person asks for adjustments and decides about them.", does);
    }
}
