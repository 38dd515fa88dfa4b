package dev.surety.reputation.review;

import static dev.surety.reputation.review.ReviewWorld.DEMO;
import static dev.surety.reputation.review.ReviewWorld.PAYEE;
import static dev.surety.reputation.review.ReviewWorld.PAYER;
import static dev.surety.reputation.review.ReviewWorld.backend;
import static dev.surety.reputation.review.ReviewWorld.own;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Standing;
import dev.surety.reputation.app.review.ReviewChains;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Words by and about a closed participant go; verdicts and weights stay. */
final class ReviewsOfTheClosedTest {
    private final ReviewWorld world = new ReviewWorld();

    /** The participant's chain as onboarding leaves it, and the event that tells of it. */
    private void told(String participant, String state) {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var id = new ChainId("participant", DEMO, participant);
        ObjectNode data = Json.object();
        data.set("standing", Json.tree(new Standing(state, Set.of(), false, false, Optional.empty())));
        journal.append(journal.load(id), Draft.of(
                "participant." + state + ".v1", data, world.clock.instant(), Actor.TIMER,
                CommandKey.ofFact(participant, state)));
        var event = Json.object();
        event.putObject("detail")
                .put("pk", id.toString())
                .put("sequence", journal.last(id).orElseThrow().number());
        world.messages.handle(event);
        world.messages.handle(event);
    }

    private long words(String sale) {
        String chain = ReviewChains.chain(DEMO, ReviewWorld.review(sale)).toString();
        return world.store.items(SuretyTables.VAULT).stream()
                .filter(item -> item.get("pk").s().equals(chain))
                .count();
    }

    @Test
    void wordsGoAndVerdictsAndWeightsStay() {
        world.published("one").pass(Duration.ofHours(3));
        List<String> weights = List.copyOf(world.weights);
        told(PAYER, "closing");
        assertTrue(words("one") > 0);
        told(PAYER, "closed");
        assertEquals(0, words("one"));
        var shown = world.get("/v1/reviews/" + ReviewWorld.review("one"), backend("demo")).body();
        assertEquals("good", shown.at("/reviews/0/verdict").asString(""));
        assertTrue(shown.at("/reviews/0/words").isNull());
        assertEquals(weights, world.weights);
        var response = world.post("one", "respond", "{\"words\":\"Thank you\"}", own(PAYEE));
        assertEquals("409 transition_not_allowed", response.status() + " " + response.text("reason"));
        assertEquals(0, words("one"));
    }

    @Test
    void theSealedWordsOfTheOtherSideCountFirst() {
        world.settled("one").hear("one");
        assertEquals(200, world.put("one", ReviewWorld.GOOD, own(PAYER)).status());
        told(PAYEE, "closed");
        assertTrue(words("one") > 0);
        world.pass(Duration.ofDays(20));
        assertEquals(0, words("one"));
        var shown = world.get("/v1/reviews/" + ReviewWorld.review("one"), backend("demo")).body();
        assertEquals("good", shown.at("/reviews/0/verdict").asString(""));
        assertEquals(1, world.weights.size());
    }
}
