package dev.surety.reputation.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.runtime.edge.http.Route.People.ANYONE;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.reputation.app.score.ReadScores.Score;
import dev.surety.reputation.app.score.ReadScores.Scored;
import dev.surety.reputation.app.score.ReadScores;
import dev.surety.reputation.app.score.Scores.Stored;
import dev.surety.reputation.domain.rank.MatchRules;
import dev.surety.reputation.domain.rank.RankRules;
import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of scores. Everyone in a marketplace may read each score and everything that it is made of. */
public final class ScoreRoutes {
    private static final Set<String> READ = Set.of("reputation:read");
    private static final String CANDIDATES = "candidates";
    private static final long ANY_STAKE = 1;

    private final ReadScores reading;
    private final Cursors cursors;

    public ScoreRoutes(ReadScores reading, Cursors cursors) {
        this.reading = reading;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        String one = "/v1/participants/{id}/reputation";
        return List.of(
                Route.reads(one, READ, PARTICIPANTS_TOO, ScoreRequests::ofOne, this::score)
                        .refuses(INVALID),
                Route.reads(one + "/entries", READ, PARTICIPANTS_TOO, ScoreRequests::listed, this::entries),
                Route.reads("/v1/reputation/rule", Set.of(), ANYONE, Request::plain, this::rule),
                Route.changes("POST", "/v1/reputation/rank", READ, MARKETPLACE_ONLY, ScoreRequests::ranked, this::rank)
                        .refuses(INVALID),
                Route.changes(
                                "POST", "/v1/reputation/match", READ, MARKETPLACE_ONLY, ScoreRequests::matched,
                                this::match)
                        .refuses(INVALID));
    }

    private Response score(ScoreRequests.OfOne asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        Optional<ParticipantId> id = id(request);
        if (id.isEmpty()) {
            return Response.notFound();
        }
        OptionalLong stake = stake(marketplace, asked.price());
        if (stake.isEmpty()) {
            return reading.isKnown(marketplace, id.get()) ? unpriced("currency") : Response.notFound();
        }
        Scored scored = reading.read(marketplace, asked.role(), List.of(id.get()), stake.getAsLong());
        return Optional.ofNullable(scored.scores().get(id.get()))
                .<Response>map(of ->
                        Response.ok(ScoreView.of(id.get(), asked.role(), of, reading.rule(), scored.asOf())))
                .orElseGet(Response::notFound);
    }

    private Response entries(ScoreRequests.Listed asked, Request request) {
        Caller caller = request.caller();
        String filters = "score-entries " + request.parameter("id") + " " + asked.role();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        Optional<ParticipantId> id = id(request).filter(of -> reading.isKnown(caller.marketplace(), of));
        if (id.isEmpty()) {
            return Response.notFound();
        }
        List<Stored> lines = reading.lines(caller.marketplace(), asked.role(), id.get(), from, asked.limit());
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        lines.forEach(line -> data.add(ScoreView.of(line)));
        boolean isFull = lines.size() == asked.limit();
        return Response.ok(body.put(
                "nextCursor",
                isFull ? cursors.of(caller, filters, lines.getLast().place()) : null));
    }

    private Response rule(Request asked, Request request) {
        ScoreRule rule = reading.rule();
        ObjectNode body = (ObjectNode) Json.tree(rule);
        return Response.ok(body.put("period", rule.period().toSeconds()));
    }

    private Response rank(ScoreRequests.Ranked asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        OptionalLong stake = stake(marketplace, asked.price());
        if (stake.isEmpty()) {
            return unpriced("/price");
        }
        Scored scored = reading.read(marketplace, asked.role(), asked.candidates(), stake.getAsLong());
        if (!scored.unknown().isEmpty()) {
            return unknown(asked.candidates(), scored);
        }
        List<RankRules.Candidate> candidates = asked.candidates().stream()
                .map(id -> new RankRules.Candidate(
                        id,
                        scored.of(id).reading().rank(),
                        scored.of(id).history().isNewcomer()))
                .toList();
        ObjectNode body = answer(scored);
        ArrayNode data = body.putArray("data");
        for (RankRules.Place place : RankRules.order(candidates, day(scored), asked.trials())) {
            Score score = scored.of(place.candidate().id());
            data.add(ScoreView.of(place, data.size() + 1, score));
        }
        return Response.ok(body);
    }

    private Response match(ScoreRequests.Matched asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        List<ParticipantId> ids =
                asked.candidates().stream().map(ScoreRequests.Offered::id).toList();
        OptionalLong stake = stake(marketplace, asked.candidates().stream()
                .map(ScoreRequests.Offered::price)
                .findFirst());
        if (stake.isEmpty()) {
            return unpriced("/candidates/0/price");
        }
        Scored scored = reading.read(marketplace, asked.role(), ids, stake.getAsLong());
        if (!scored.unknown().isEmpty()) {
            return unknown(ids, scored);
        }
        List<MatchRules.Offer> offers = asked.candidates().stream()
                .map(each -> new MatchRules.Offer(
                        each.id(),
                        scored.of(each.id()).reading().rank(),
                        scored.of(each.id()).history().isNewcomer(),
                        each.price().amountMinor(),
                        each.km()))
                .toList();
        ObjectNode body = answer(scored);
        ArrayNode data = body.putArray("data");
        MatchRules.order(offers, asked.weights(), reading.rule().one(), day(scored))
                .forEach(match -> data.add(ScoreView.of(match, data.size() + 1)));
        return Response.ok(body);
    }

    private ObjectNode answer(Scored scored) {
        return Json.object().put("rule", reading.rule().name()).put("asOf", Times.text(scored.asOf()));
    }

    private static LocalDate day(Scored scored) {
        return LocalDate.ofInstant(scored.asOf(), ZoneOffset.UTC);
    }

    private OptionalLong stake(MarketplaceId marketplace, Optional<Money> price) {
        return price.map(of -> reading.stake(marketplace, of)).orElse(OptionalLong.of(ANY_STAKE));
    }

    private static Response unpriced(String pointer) {
        return Response.refuse(Refusal.of(INVALID, List.of(new FieldError(pointer, "unpriced"))));
    }

    private static Response unknown(List<ParticipantId> ids, Scored scored) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (scored.unknown().contains(ids.get(i))) {
                errors.add(new FieldError("/" + CANDIDATES + "/" + i + "/participant", "unknown"));
            }
        }
        return Response.refuse(Refusal.of(INVALID, errors));
    }

    private static Optional<ParticipantId> id(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(ParticipantId.PREFIX, id) ? Optional.of(new ParticipantId(id)) : Optional.empty();
    }
}
