package dev.surety.reputation.http;

import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.app.score.ReadScores.Score;
import dev.surety.reputation.app.score.Scores.Stored;
import dev.surety.reputation.domain.rank.MatchRules.Match;
import dev.surety.reputation.domain.rank.RankRules.Place;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.Explanation.Part;
import dev.surety.reputation.domain.score.Reading;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.reputation.domain.tally.How;
import dev.surety.reputation.domain.tally.ScoreLine;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Scores as the API shows them: whole numbers, in millionths. */
final class ScoreView {
    private static final List<Count> SHOWN = List.of(
            Count.SETTLED, Count.REVIEWED, Count.GOOD, Count.BAD, Count.DISPUTES_LOST, Count.LATE, Count.CANCELLED);

    private ScoreView() {}

    static ObjectNode of(ParticipantId id, Role role, Score score, ScoreRule rule, Instant asOf) {
        ObjectNode view = Json.object().put("participant", id.value()).put("role", role.code());
        reading(view, score);
        ObjectNode counts = view.putObject("counts");
        SHOWN.forEach(count -> counts.put(count.code(), score.history().count(count)));
        view.put("unpriced", score.history().count(Count.UNPRICED));
        view.put("rule", rule.name()).put("asOf", Times.text(asOf));
        ArrayNode explanation = view.putArray("explanation");
        if (!score.history().isNewcomer()) {
            parts(explanation, "recent", score.explanation().recent());
        }
        parts(explanation, "standing", score.explanation().standing());
        return view;
    }

    /** Of a newcomer we show the interval alone: the rest would be little but our own start. */
    private static void reading(ObjectNode view, Score score) {
        Reading reading = score.reading();
        boolean isNewcomer = score.history().isNewcomer();
        view.put("newcomer", isNewcomer);
        view.put("recent", isNewcomer ? null : (Long) reading.recent());
        ObjectNode standing = view.putObject("standing").put("low", reading.low());
        standing.put("mean", isNewcomer ? null : (Long) reading.mean());
        standing.put("high", reading.high());
        view.put("rank", isNewcomer ? null : (Long) reading.rank());
    }

    private static void parts(ArrayNode into, String reading, List<Part> parts) {
        parts.forEach(part -> into.addObject()
                .put("reading", reading)
                .put("of", part.of())
                .put("points", part.points())
                .put("says", part.says()));
    }

    /** A line without the other side's name, and with all that its weight is made of. */
    static ObjectNode of(Stored stored) {
        ScoreLine line = stored.line();
        ObjectNode view = Json.object()
                .put("entry", stored.source().entry())
                .put("line", stored.source().index())
                .put("at", Times.text(stored.source().at()))
                .put("sale", stored.source().sale())
                .put("cause", stored.line().cause())
                .put("kind", line.kind().code())
                .put("good", line.isGood())
                .put("bucket", line.bucket())
                .put("weight", line.weight());
        ObjectNode counts = view.putObject("counts");
        line.counts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        line.how().ifPresentOrElse(how -> view.set("made", of(how)), () -> view.putNull("made"));
        view.put("commitment", stored.source().commitment().orElse(null));
        return view;
    }

    private static ObjectNode of(How how) {
        ObjectNode made = Json.object()
                .put("rule", how.rule())
                .put("unit", how.unit())
                .put("feeUnits", how.units())
                .put("share", how.share());
        made.put("k", how.trust().map(How.Trust::k).orElse(null));
        made.put("place", how.trust().map(How.Trust::place).orElse(null));
        made.put("readAt", how.trust().map(of -> Times.text(of.hour())).orElse(null));
        made.put("sharesAccount", how.trust().map(How.Trust::sharesAccount).orElse(false));
        made.put("part", how.part().map(How.Part::of).orElse(null));
        made.put("whole", how.part().map(How.Part::whole).orElse(null));
        return made;
    }

    static ObjectNode of(Place place, int position, Score score) {
        ObjectNode view = Json.object()
                .put("position", position)
                .put("participant", place.candidate().id().value())
                .put("rank", score.reading().rank())
                .put("recent", score.reading().recent())
                .put("low", score.reading().low())
                .put("newcomer", score.history().isNewcomer())
                .put("trial", place.isTrial());
        view.put("says", place.isTrial()
                ? "This place is kept for a newcomer."
                : "The rank is the lower bound of the standing times the recent reading.");
        return view;
    }

    static ObjectNode of(Match match, int position) {
        ObjectNode view = Json.object()
                .put("position", position)
                .put("participant", match.offer().id().value())
                .put("score", match.score())
                .put("newcomer", match.offer().isNewcomer());
        view.putObject("parts")
                .put("trust", match.trust())
                .put("price", match.price())
                .put("near", match.near());
        return view;
    }
}
