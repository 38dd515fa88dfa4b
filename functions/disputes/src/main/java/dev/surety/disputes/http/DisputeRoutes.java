package dev.surety.disputes.http;

import static dev.surety.model.refusal.CommonReason.BANK_DECIDES;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.FROZEN_CHANGED;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.NO_ELIGIBLE_ARBITER;
import static dev.surety.model.refusal.CommonReason.OFFER_NOT_STANDING;
import static dev.surety.model.refusal.CommonReason.OFFER_RETREATS;
import static dev.surety.model.refusal.CommonReason.TOO_EARLY;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.disputes.app.dispute.DecideDispute.Words;
import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.app.dispute.DisputeChains;
import dev.surety.disputes.app.dispute.NoteReading;
import dev.surety.disputes.app.dispute.Standpoint;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.http.DisputeRequests.Common;
import dev.surety.disputes.http.DisputeRequests.Listed;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which parties read their disputes and settle them. */
public final class DisputeRoutes {
    private static final Set<String> READ = Set.of("disputes:read");
    static final Set<String> WRITE = Set.of("disputes:write");
    static final String PATH = "/v1/disputes";
    static final String ONE = PATH + "/{id}";

    private final DisputeChains disputes;
    private final NoteReading reading;
    private final DisputeAnswers answers;
    private final Cursors cursors;

    public DisputeRoutes(DisputeChains disputes, NoteReading reading, DisputeAnswers answers, Cursors cursors) {
        this.disputes = disputes;
        this.reading = reading;
        this.answers = answers;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, READ, PARTICIPANTS_TOO, DisputeRequests::list, this::list).refuses(FORBIDDEN),
                Route.reads(ONE, READ, PARTICIPANTS_TOO, DisputeRequests::read, this::get),
                Route.reads(ONE + "/history", READ, PARTICIPANTS_TOO, Request::plain, this::history),
                Route.changes(
                                "POST",
                                ONE + "/respond",
                                WRITE,
                                PARTICIPANTS_TOO,
                                DisputeRequests::respond,
                                this::respond)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .refuses(BANK_DECIDES, FROZEN_CHANGED, WINDOW_CLOSED),
                Route.changes("POST", ONE + "/offers", WRITE, PARTICIPANTS_TOO, DisputeRequests::offer, this::offer)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .refuses(BANK_DECIDES, FROZEN_CHANGED, WINDOW_CLOSED, OFFER_RETREATS),
                Route.changes(
                                "POST",
                                ONE + "/offers/{offer}/accept",
                                WRITE,
                                PARTICIPANTS_TOO,
                                DisputeRequests::accept,
                                this::accept)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED)
                        .refuses(BANK_DECIDES, FROZEN_CHANGED, WINDOW_CLOSED, OFFER_NOT_STANDING),
                ofSide("withdraw", DisputeCommand.Withdraw::new),
                ofSide("concede", DisputeCommand.Concede::new),
                ofSide("escalate", DisputeCommand.Escalate::new).refuses(LIMIT_EXCEEDED, TOO_EARLY),
                ofSide("accept-proposal", side -> new DisputeCommand.AnswerProposal(side, true)),
                ofSide("reject-proposal", side -> new DisputeCommand.AnswerProposal(side, false)),
                ofSide("challenge", DisputeCommand.Challenge::new).refuses(LIMIT_EXCEEDED, NO_ELIGIBLE_ARBITER),
                Route.changes("POST", ONE + "/appeal", WRITE, PARTICIPANTS_TOO, DisputeRequests::worded, this::appeal)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, BANK_DECIDES, WINDOW_CLOSED),
                Route.changes(
                                "POST",
                                ONE + "/notified",
                                WRITE,
                                MARKETPLACE_ONLY,
                                DisputeRequests::notified,
                                this::notified)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED));
    }

    private interface OfSide {
        DisputeCommand of(Side side);
    }

    private Route<DisputeRequests.Plain> ofSide(String name, OfSide command) {
        return Route.changes(
                        "POST",
                        ONE + "/" + name,
                        WRITE,
                        PARTICIPANTS_TOO,
                        DisputeRequests::ofSide,
                        (DisputeRequests.Plain asked, Request request) ->
                                byParty(asked.common(), request, (side, _) -> command.of(side)))
                .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, BANK_DECIDES, WINDOW_CLOSED);
    }

    private Response byParty(Common common, Request request, BiFunction<Side, Words, DisputeCommand> command) {
        return answers.byParty(common, request, command);
    }

    private Response respond(DisputeRequests.Response asked, Request request) {
        return byParty(asked.common(), request, (side, _) -> asked.division()
                .<DisputeCommand>map(division -> new DisputeCommand.MakeOffer(side, division))
                .orElseGet(() -> new DisputeCommand.Reject(side)));
    }

    private Response offer(DisputeRequests.Offered asked, Request request) {
        return byParty(
                asked.common(), request, (side, _) -> new DisputeCommand.MakeOffer(side, asked.division()));
    }

    private Response accept(DisputeRequests.Accepted asked, Request request) {
        String offer = request.parameter("offer");
        return byParty(
                asked.common(), request, (side, _) -> new DisputeCommand.AcceptOffer(side, offer, asked.hash()));
    }

    private Response appeal(DisputeRequests.Worded asked, Request request) {
        return byParty(
                asked.common(),
                request,
                (side, words) -> new DisputeCommand.Appeal(
                        side, asked.words().map(text -> words.keep(Json.object().put("words", text)))));
    }

    private Response notified(DisputeRequests.Notified asked, Request request) {
        return answers.byMarketplace(
                asked.common(),
                request,
                new DisputeCommand.Notify(asked.common().side().orElseThrow(), asked.at(), asked.channel()));
    }

    /** A participant lists its own: those it has opened, or with {@code payee} those against it. */
    private Response list(Listed asked, Request request) {
        Caller caller = request.caller();
        boolean isOwn = asked.payer().or(asked::payee).filter(caller::is).isPresent();
        if (caller.isParticipant() && !isOwn) {
            return Response.refuse(FORBIDDEN.with("A participant names itself as the payer or as the payee."));
        }
        String filters = PATH + " " + asked.payer() + asked.payee() + asked.state() + asked.isOldestFirst();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        List<Found> found = found(asked, caller, from.map(Found::parse));
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        SideBySide.map(Limits.LIST_READS_AT_ONCE, found, hint -> disputes.find(hint.chain())).stream()
                .flatMap(Optional::stream)
                .filter(one -> asked.state().stream().allMatch(one.dispute().state()::equals))
                .forEach(one -> data.add(DisputeView.inList(one, caller, now(caller))));
        boolean isFull = found.size() == asked.limit();
        return Response.ok(body.put(
                "nextCursor", isFull ? cursors.of(caller, filters, found.getLast().place()) : null));
    }

    private Instant now(Caller caller) {
        return disputes.present().now(caller.marketplace());
    }

    private List<Found> found(Listed asked, Caller caller, Optional<Found> from) {
        var page = new DisputeChains.Page(asked.isOldestFirst(), asked.limit(), from);
        if (asked.payer().isPresent()) {
            return disputes.ofPayer(caller.marketplace(), asked.payer().get(), page);
        }
        return asked.payee().isPresent()
                ? disputes.ofPayee(caller.marketplace(), asked.payee().get(), page)
                : disputes.list(caller.marketplace(), page);
    }

    /** A party that reads its dispute with its own token has notice of it. */
    private Response get(DisputeRequests.Read asked, Request request) {
        Caller caller = request.caller();
        return DisputeAnswers.id(request)
                .flatMap(id -> answers.find(caller, id, asked.escrow()))
                .<Response>map(found -> answers.shown(
                        reading.read(found, caller), caller, now(caller)))
                .orElseGet(Response::notFound);
    }

    /** One line for each entry, without the words and the evidence. */
    private Response history(Request asked, Request request) {
        Caller caller = request.caller();
        Optional<Stored> found = DisputeAnswers.id(request)
                .flatMap(id -> disputes.find(caller.marketplace(), id))
                .filter(one -> Standpoint.maySee(caller, one.dispute().opening()));
        if (found.isEmpty()) {
            return Response.notFound();
        }
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        for (Entry entry : disputes.history(found.get())) {
            JsonTold told = JsonTold.of(entry);
            ObjectNode line = data.addObject()
                    .put("number", entry.number())
                    .put("event", told.event())
                    .put("state", told.state())
                    .put("at", Times.text(entry.at()))
                    .put("by", by(entry, caller));
            line.set("frozen", told.frozen());
        }
        return Response.ok(body);
    }

    /** Parties see each other by name, and no member of the staff. */
    private static String by(Entry entry, Caller caller) {
        String principal = entry.actor().principal();
        return caller.isParticipant() && principal.startsWith("staff:") ? "staff" : principal;
    }

}
