package dev.surety.reputation.review;

import static dev.surety.reputation.review.ReviewWorld.BAD;
import static dev.surety.reputation.review.ReviewWorld.DEMO;
import static dev.surety.reputation.review.ReviewWorld.GOOD;
import static dev.surety.reputation.review.ReviewWorld.PAYEE;
import static dev.surety.reputation.review.ReviewWorld.PAYER;
import static dev.surety.reputation.review.ReviewWorld.moderator;
import static dev.surety.reputation.review.ReviewWorld.own;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Role;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reviews and the scores that they make, over one store. Each write is lost, kept, or the last act of the process, and
 * the bus brings its records twice, late or in another order. The scores are always the same.
 */
class EveryFaultOfReviewedSalesTest {
    private static final String BOTH = "both";
    private static final String ONE = "one";
    private static final String SILENT = "silent";
    private static final String LOST = "lost";
    private static final List<String> SALES = List.of(BOTH, ONE, SILENT, LOST);

    /** How the bus brings the news of sales. */
    enum Bus {
        WORKS,
        DOUBLES,
        /** It comes half an hour later, the newest first. */
        IS_LATE_AND_BACKWARDS
    }

    /** The numbers of both sides: sums and fee units. */
    private static Map<String, Object> scores(ReviewWorld world) {
        Map<String, Object> all = new TreeMap<>();
        for (String name : List.of(PAYER, PAYEE)) {
            var id = new ParticipantId(name);
            for (Role role : Role.values()) {
                all.put(role + " " + name, world.scores.read(DEMO, role, List.of(id)).getOrDefault(id, History.EMPTY));
            }
            all.put("units " + name, world.scores.unitsBefore(DEMO, id, Instant.parse("2030-01-01T00:00:00Z")));
        }
        return all;
    }

    private static ReviewWorld sold(Faults faults) {
        var world = new ReviewWorld(faults);
        SALES.forEach(world::settled);
        return world;
    }

    /** A story in which each step may have happened before. */
    private static void story(ReviewWorld world, Bus bus) {
        news(world, bus, SALES);
        tried(() -> world.put(BOTH, GOOD, "payers-key-of-both-1", own(PAYER)));
        tried(() -> world.put(BOTH, BAD, "payees-key-of-both-1", own(PAYEE)));
        tried(() -> world.put(ONE, GOOD, "payees-key-of-one-01", own(PAYEE)));
        world.pass(Duration.ofDays(1));
        tried(() -> world.post(BOTH, "flag", "{\"rule\":\"insult\"}", own(PAYEE)));
        String removal = "{\"decision\":\"remove\",\"author\":\"payer\",\"rule\":\"insult\"}";
        tried(() -> world.post(BOTH, "decide", removal, moderator()));
        world.pass(Duration.ofMinutes(1));
        tried(() -> world.post(BOTH, "decide", "{\"decision\":\"restore\",\"author\":\"payer\"}", moderator()));
        tried(() -> world.put(LOST, GOOD, "payers-key-of-lost-1", own(PAYER)));
        tried(() -> world.put(LOST, GOOD, "payees-key-of-lost-1", own(PAYEE)));
        world.pass(Duration.ofDays(1));
        world.chargedBack(LOST);
        news(world, bus, List.of(LOST));
        world.pass(Duration.ofDays(15));
    }

    private static void news(ReviewWorld world, Bus bus, List<String> sales) {
        switch (bus) {
            case WORKS -> sales.forEach(world::hear);
            case DOUBLES -> sales.forEach(sale -> world.hear(sale).hear(sale));
            case IS_LATE_AND_BACKWARDS -> {
                world.pass(Duration.ofMinutes(30));
                sales.reversed().forEach(world::hear);
            }
        }
    }

    /** A caller who gets no answer asks again, and gives up if no answer comes at all. */
    private static void tried(Supplier<Response> request) {
        for (int tries = 0; tries < 3; tries++) {
            if (request.get().status() < 500) {
                return;
            }
        }
        throw new Outage("no answer comes");
    }

    private static Map<String, Object> undisturbed() {
        ReviewWorld world = sold(Faults.none());
        story(world, Bus.WORKS);
        return scores(world);
    }

    @Test
    void theStoryHasEverythingThatIsWeighed() {
        ReviewWorld world = sold(Faults.none());
        story(world, Bus.WORKS);
        var seller = new ParticipantId(PAYEE);
        History history = world.scores.read(DEMO, Role.PAYEE, List.of(seller)).get(seller);
        assertEquals(4, history.count(Count.SETTLED));
        assertEquals(2, history.count(Count.REVIEWED));
        assertEquals(1, history.count(Count.DISPUTES_LOST));
        assertEquals(5, history.count(Count.WEIGHED), "two opinions, silence twice and a fact");
        var buyer = new ParticipantId(PAYER);
        History bought = world.scores.read(DEMO, Role.PAYER, List.of(buyer)).get(buyer);
        assertEquals(1, bought.count(Count.BAD));
        assertEquals(3, bought.count(Count.REVIEWED));
        assertTrue(world.scores.unitsBefore(DEMO, buyer, Instant.parse("2030-01-01T00:00:00Z")) > 0);
    }

    @ParameterizedTest
    @EnumSource(Bus.class)
    void theScoresAreTheSameHoweverTheBusBringsItsRecords(Bus bus) {
        ReviewWorld world = sold(Faults.none());
        story(world, bus);
        assertEquals(undisturbed(), scores(world));
    }

    @Test
    void theScoresAreTheSameWhateverFails() {
        failing(Bus.DOUBLES).run();
    }

    @Test
    void theScoresAreTheSameWhereverTheProcessDies() {
        failing(Bus.IS_LATE_AND_BACKWARDS).withDeaths().run();
    }

    private static EveryFault<ReviewWorld> failing(Bus bus) {
        Map<String, Object> expected = undisturbed();
        return EveryFault.<ReviewWorld>of(
                        "reviewed sales, the bus " + bus,
                        EveryFaultOfReviewedSalesTest::sold,
                        world -> story(world, bus))
                .checking(world -> assertEquals(expected, scores(world)))
                .orEndingWith(Outage.class);
    }

    /** No opinion is read by a count of the last hour before it was due. So timers may be so late. */
    @Test
    void theScoresAreTheSameIfAllTimersAreLate() {
        assertEquals(lateBy(SALES, Duration.ZERO), lateBy(SALES, Duration.ofMinutes(59)));
    }

    /** A sale that is counted weeks too late is counted for its own month, by the reviewer of its own hour. */
    @Test
    void theScoresAreTheSameHoweverLateOneTimerIs() {
        assertEquals(lateBy(List.of(ONE), Duration.ZERO), lateBy(List.of(ONE), Duration.ofDays(40)));
    }

    private static Map<String, Object> lateBy(List<String> sales, Duration late) {
        ReviewWorld world = sold(Faults.none());
        sales.forEach(world::hear);
        world.put(ONE, GOOD, own(PAYEE));
        if (late.isPositive()) {
            world.clock.advance(Duration.ofDays(14).plus(late));
        }
        world.pass(Duration.ofDays(60));
        return scores(world);
    }
}
