package dev.surety.reputation.http;

import static dev.surety.model.refusal.CommonReason.ALREADY_PUBLISHED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.RESPONSE_TAKEN;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.ReviewId;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.reputation.app.review.DecideReview;
import dev.surety.reputation.app.review.ReadReviews;
import dev.surety.reputation.app.review.ReviewChains.Stored;
import dev.surety.reputation.domain.review.ReviewCommand;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of reviews. None of them shows a version: before the publication it would tell that the other side has
 * written.
 */
public final class ReviewRoutes {
    private static final Set<String> READ = Set.of("reputation:read");
    private static final Set<String> WRITE = Set.of("reputation:write");
    private static final Set<String> MODERATE = Set.of("reputation:moderate");
    private static final String OF_ESCROW = "/v1/escrows/{id}/review";
    private static final String ONE = "/v1/reviews/{id}";

    private final DecideReview deciding;
    private final ReadReviews reading;
    private final Vault vault;
    private final RequestKeys keys;
    private final Cursors cursors;

    public ReviewRoutes(
            DecideReview deciding, ReadReviews reading, Vault vault, RequestKeys keys, Cursors cursors) {
        this.deciding = deciding;
        this.reading = reading;
        this.vault = vault;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("PUT", OF_ESCROW, WRITE, PARTICIPANTS_TOO, ReviewRequests::submit, this::submit)
                        .refuses(FORBIDDEN, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED, WINDOW_CLOSED, ALREADY_PUBLISHED),
                Route.reads(OF_ESCROW, READ, PARTICIPANTS_TOO, ReviewRequests::own, this::own).refuses(FORBIDDEN),
                Route.reads(
                        "/v1/participants/{id}/reviews", READ, PARTICIPANTS_TOO, ReviewRequests::list, this::list),
                Route.reads(ONE, READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.changes(
                                "POST", ONE + "/respond", WRITE, PARTICIPANTS_TOO, ReviewRequests::respond,
                                this::respond)
                        .refuses(FORBIDDEN, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED, WINDOW_CLOSED, RESPONSE_TAKEN),
                Route.changes("POST", ONE + "/flag", WRITE, PARTICIPANTS_TOO, ReviewRequests::flag, this::flag)
                        .refuses(FORBIDDEN, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                Route.changes(
                                "POST", ONE + "/decide", MODERATE, MARKETPLACE_ONLY, ReviewRequests::decide,
                                this::decide)
                        .refuses(FORBIDDEN, TRANSITION_NOT_ALLOWED));
    }

    private Response submit(ReviewRequests.Submitted asked, Request request) {
        Optional<EscrowId> escrow = escrow(request);
        if (escrow.isEmpty()) {
            return Response.notFound();
        }
        BiFunction<Side, DecideReview.Words, ReviewCommand> command = (side, words) -> new ReviewCommand.Submit(
                side,
                asked.opinion(),
                words.keep(asked.sealed()),
                asked.hidden().isEmpty() ? Optional.empty() : Optional.of(words.keep(asked.hidden())));
        Outcome<Stored> outcome =
                deciding.submit(envelope(request), escrow.get(), asked.onBehalfOf(), command);
        return outcome.answer(review -> own(review, request.caller(), asked.onBehalfOf()));
    }

    private Response.Said own(Stored review, Caller caller, Optional<Side> onBehalfOf) {
        Side side = ReadReviews.side(review, caller, onBehalfOf).orElseThrow();
        return Response.ok(ReviewView.own(review, side, vault));
    }

    private Response own(ReviewRequests.Own asked, Request request) {
        Optional<EscrowId> escrow = escrow(request);
        return escrow.isEmpty()
                ? Response.notFound()
                : reading.own(request.caller(), escrow.get(), asked.onBehalfOf())
                        .answer(review -> own(review, request.caller(), asked.onBehalfOf()));
    }

    private Response list(ReviewRequests.Listed asked, Request request) {
        Caller caller = request.caller();
        String id = request.parameter("id");
        if (!Id.isWellFormed(ParticipantId.PREFIX, id)) {
            return Response.notFound();
        }
        String filters = "reviews " + id + " " + asked.role().code();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        return reading.about(
                        caller.marketplace(),
                        new ParticipantId(id),
                        asked.role(),
                        asked.limit(),
                        from.map(Found::parse))
                .<Response>map(page -> listed(page, asked, caller, filters))
                .orElseGet(Response::notFound);
    }

    private Response.Said listed(
            ReadReviews.Page page, ReviewRequests.Listed asked, Caller caller, String filters) {
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.reviews().forEach(review -> data.add(ReviewView.listed(review, asked.role().other(), vault)));
        Optional<String> next = page.next().map(place -> cursors.of(caller, filters, place.place()));
        return Response.ok(body.put("nextCursor", next.orElse(null)));
    }

    private Response get(Request asked, Request request) {
        return id(request)
                .flatMap(id -> reading.published(request.caller().marketplace(), id))
                .<Response>map(review -> shown(review, request))
                .orElseGet(Response::notFound);
    }

    private Response.Said shown(Stored review, Request request) {
        return Response.ok(ReviewView.published(review, request.caller(), vault));
    }

    private Response respond(ReviewRequests.Responded asked, Request request) {
        return asParty(
                request,
                asked.onBehalfOf(),
                (side, words) -> new ReviewCommand.Respond(side, words.keep(asked.words())));
    }

    private Response flag(ReviewRequests.Flagged asked, Request request) {
        return asParty(
                request,
                asked.onBehalfOf(),
                (side, words) -> new ReviewCommand.Flag(
                        side,
                        asked.target(),
                        asked.rule(),
                        asked.words().isEmpty() ? Optional.empty() : Optional.of(words.keep(asked.words()))));
    }

    private Response asParty(
            Request request,
            Optional<Side> onBehalfOf,
            BiFunction<Side, DecideReview.Words, ReviewCommand> command) {
        Optional<ReviewId> id = id(request);
        return id.isEmpty()
                ? Response.notFound()
                : deciding.asParty(envelope(request), id.get(), onBehalfOf, command)
                        .answer(review -> shown(review, request));
    }

    private Response decide(ReviewRequests.Decided asked, Request request) {
        Optional<ReviewId> id = id(request);
        if (id.isEmpty()) {
            return Response.notFound();
        }
        String by = request.caller().id();
        ReviewCommand command =
                switch (asked.decision()) {
                    case "keep" -> new ReviewCommand.Keep(asked.author(), asked.target(), by);
                    case "restore" -> new ReviewCommand.Restore(asked.author(), asked.target(), by);
                    default ->
                        new ReviewCommand.Remove(
                                asked.author(), asked.target(), by, asked.rule().orElseThrow());
                };
        return deciding.asModerator(envelope(request), id.get(), command)
                .answer(review -> shown(review, request));
    }

    private CommandEnvelope envelope(Request request) {
        return CommandEnvelope.of(request, keys, Optional.empty());
    }

    private static Optional<EscrowId> escrow(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(EscrowId.PREFIX, id) ? Optional.of(new EscrowId(id)) : Optional.empty();
    }

    private static Optional<ReviewId> id(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(ReviewId.PREFIX, id) ? Optional.of(new ReviewId(id)) : Optional.empty();
    }
}
