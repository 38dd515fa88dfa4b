package dev.surety.reputation.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sides of an ended sale review each other, sealed until both have written or the window is over. */
class ReviewsOfASaleTest {
    private static final String ONE = "one";
    private static final Map<String, String> PAYER = ReviewWorld.own(ReviewWorld.PAYER);
    private static final Map<String, String> PAYEE = ReviewWorld.own(ReviewWorld.PAYEE);
    private static final Map<String, String> STRANGER = ReviewWorld.own(ReviewWorld.STRANGER);
    private static final String OF_PAYEE = "/v1/participants/" + ReviewWorld.PAYEE + "/reviews";
    private static final String PUBLIC = "/v1/reviews/" + ReviewWorld.review(ONE);

    private final ReviewWorld world = new ReviewWorld();

    @Test
    void theSecondSubmissionPublishesBothInItsOwnEntry() {
        world.settled(ONE).hear(ONE);
        Response first = world.put(ONE, ReviewWorld.GOOD, PAYER);
        assertEquals(200, first.status(), first.bytes());
        assertEquals("sealed", first.text("state"));
        Response second = world.put(ONE, ReviewWorld.BAD, PAYEE);
        assertEquals("published", second.text("state"));
        assertEquals(List.of("opened", "sealed", "published"), world.events(ONE));

        Response seen = world.get(PUBLIC, STRANGER);
        assertEquals(200, seen.status(), seen.bytes());
        assertEquals(
                "[{\"by\":\"payer\",\"verdict\":\"good\",\"stars\":5,\"tags\":[\"quick\"],\"words\":\"Well packed.\","
                        + "\"removed\":null,\"response\":null},{\"by\":\"payee\",\"verdict\":\"bad\",\"stars\":null,"
                        + "\"tags\":[],\"words\":\"Never answered.\",\"removed\":null,\"response\":null}]",
                seen.body().path("reviews").toString());
    }

    @Test
    void whileSealedNothingTellsTheOtherSideThatThereIsOne() {
        world.settled(ONE).hear(ONE);
        String before = world.own(ONE, PAYEE).bytes();
        String listed = world.get(OF_PAYEE, PAYEE).bytes();
        world.put(ONE, ReviewWorld.GOOD, PAYER);

        Response own = world.own(ONE, PAYEE);
        assertEquals(before, own.bytes());
        assertFalse(own.headers().containsKey("ETag"), own.headers().toString());
        assertEquals(listed, world.get(OF_PAYEE, PAYEE).bytes());
        assertEquals(404, world.get(PUBLIC, PAYEE).status());
        assertEquals(404, world.get(PUBLIC, ReviewWorld.backend("demo")).status());
        assertTrue(Json.object(world.of(ONE).getLast().data()).path("untold").asBoolean(false));
        String journal = world.of(ONE).getLast().data();
        assertFalse(journal.contains("good") || journal.contains("Well packed"), journal);
    }

    @Test
    void aSideReplacesItsOwnAndTheLastOneIsPublished() {
        world.settled(ONE).hear(ONE);
        world.put(ONE, ReviewWorld.BAD, PAYER);
        Response replaced = world.put(ONE, ReviewWorld.GOOD, PAYER);
        assertEquals("good", replaced.text("verdict"));
        world.put(ONE, ReviewWorld.GOOD, PAYEE);
        assertEquals("Well packed.", world.get(PUBLIC, PAYEE).body().at("/reviews/0/words").asString(""));
    }

    @Test
    void aRepeatedRequestIsAnsweredByteForByteAndStoresNothing() {
        world.settled(ONE).hear(ONE);
        Response first = world.put(ONE, ReviewWorld.BAD, "the-same-key-00001", PAYER);
        var tables = world.tables();
        Response again = world.put(ONE, ReviewWorld.BAD, "the-same-key-00001", PAYER);
        assertEquals(first.bytes(), again.bytes());
        assertEquals(tables, world.tables());
        assertEquals(422, world.put(ONE, ReviewWorld.GOOD, "the-same-key-00001", PAYER).status());
    }

    @Test
    void oneReviewIsPublishedWhenTheWindowEndsAndSilenceOfAPayerIsGood() {
        world.settled(ONE).hear(ONE);
        world.put(ONE, ReviewWorld.BAD, PAYEE);
        world.pass(Duration.ofDays(14));
        assertEquals(List.of("opened", "sealed", "published"), world.events(ONE));
        assertEquals(List.of(), world.weights);
        world.pass(Duration.ofHours(2));
        assertEquals(List.of("silent good of payer", "bad of payee"), world.weights);
        assertEquals("closed", world.own(ONE, PAYER).text("state"));
        assertEquals("published", world.own(ONE, PAYEE).text("state"));
    }

    @Test
    void silenceOfBothIsCountedForThePayeeOfACleanSaleOnly() {
        world.settled(ONE).hear(ONE);
        world.sold("two").ended("two", Money.of(10_00, "EUR")).hear("two");
        world.pass(Duration.ofDays(15));
        assertEquals(List.of("opened", "window_closed", "counted"), world.events(ONE));
        assertEquals(List.of("opened", "window_closed"), world.events("two"));
        assertEquals(List.of("silent good of payer"), world.weights);
        assertEquals(404, world.get(PUBLIC, PAYER).status());
    }

    @Test
    void aReviewCanComeBeforeTheNewsOfTheEnd() {
        world.settled(ONE);
        assertEquals(200, world.put(ONE, ReviewWorld.GOOD, PAYER).status());
        world.hear(ONE);
        world.hear(ONE);
        assertEquals(List.of("opened", "sealed"), world.events(ONE));
    }

    @Test
    void strangersOthersAndLateOnesAreRefusedAndNothingIsStored() {
        world.sold("going").sold("refunded").ended("refunded", Money.of(0, "EUR"));
        world.settled(ONE).hear(ONE);
        var tables = world.tables();
        refused(404, "not_found", world.put(ONE, ReviewWorld.GOOD, STRANGER));
        refused(404, "not_found", world.put(ONE, ReviewWorld.GOOD, ReviewWorld.backend("other")));
        refused(404, "not_found", world.put("none", ReviewWorld.GOOD, PAYER));
        refused(403, "forbidden", world.put(ONE, ReviewWorld.GOOD, ReviewWorld.backend("demo")));
        refused(403, "forbidden", world.put(ONE, ReviewWorld.GOOD, ReviewWorld.staff("per_a", "reputation:write")));
        refused(409, "transition_not_allowed", world.put("going", ReviewWorld.GOOD, PAYER));
        refused(409, "transition_not_allowed", world.put("refunded", ReviewWorld.GOOD, PAYER));
        refused(400, "malformed", world.put(ONE, "{\"verdict\":\"fine\"}", PAYER));
        refused(400, "malformed", world.put(ONE, "{\"verdict\":\"good\",\"stars\":6}", PAYER));
        refused(404, "not_found", world.post(ONE, "respond", "{\"words\":\"No.\"}", STRANGER));
        refused(409, "transition_not_allowed", world.post(ONE, "respond", "{\"words\":\"No.\"}", PAYEE));
        refused(409, "transition_not_allowed", world.post(ONE, "flag", "{\"rule\":\"insult\"}", PAYEE));
        world.clock.advance(Duration.ofDays(14));
        refused(409, "window_closed", world.put(ONE, ReviewWorld.GOOD, PAYER));
        assertEquals(tables, world.tables());
    }

    @Test
    void aReviewAfterTheWindowOfASaleWithoutNewsStoresNothing() {
        world.settled(ONE);
        world.clock.advance(Duration.ofDays(14));
        var tables = world.tables();
        refused(409, "window_closed", world.put(ONE, ReviewWorld.GOOD, PAYER));
        assertEquals(tables, world.tables());
    }

    private static void refused(int status, String reason, Response answer) {
        assertEquals(status, answer.status(), answer.bytes());
        assertEquals(reason, answer.reason());
    }

    @Test
    void theBackEndWritesForASideThatItNames() {
        world.settled(ONE).hear(ONE);
        Map<String, String> backend = ReviewWorld.backend("demo");
        Response put = world.put(ONE, "{\"verdict\":\"good\",\"onBehalfOf\":\"payee\"}", backend);
        assertEquals("payee", put.text("side"));
        assertEquals("sealed", world.own(ONE, PAYEE).text("state"));
        assertEquals("none", world.own(ONE, PAYER).text("state"));
        assertEquals("backend:shop/payee", world.of(ONE).getLast().actor().toString());
    }

    @Test
    void theReviewedSideRespondsOnceAndAnybodyReadsIt() {
        world.published(ONE);
        Response given = world.post(ONE, "respond", "{\"words\":\"Thank you.\"}", PAYEE);
        assertEquals(200, given.status(), given.bytes());
        assertEquals("Thank you.", world.get(PUBLIC, STRANGER).body().at("/reviews/0/response/words").asString(""));
        refused(409, "response_taken", world.post(ONE, "respond", "{\"words\":\"Again.\"}", PAYEE));
        world.clock.advance(Duration.ofDays(30));
        refused(409, "window_closed", world.post(ONE, "respond", "{\"words\":\"Late.\"}", PAYER));
    }

    @Test
    void aFlagOpensWorkAndARemovalLeavesATombstoneAndTakesTheWeight() {
        world.published(ONE).pass(Duration.ofHours(2));
        Response flagged = world.post(ONE, "flag", "{\"rule\":\"insult\",\"words\":\"See the end.\"}", PAYEE);
        assertEquals(200, flagged.status(), flagged.bytes());
        assertEquals("opens review_flagged", world.of(ONE).getLast().attention().orElse(""));
        String removal = "{\"decision\":\"remove\",\"author\":\"payer\",\"rule\":\"insult\"}";
        refused(403, "forbidden", world.post(ONE, "decide", removal, ReviewWorld.backend("demo")));
        Response removed = world.post(ONE, "decide", removal, ReviewWorld.moderator());
        assertEquals(200, removed.status(), removed.bytes());
        assertEquals("per_mod", removed.body().at("/removals/0/by").asString(""));
        assertEquals("closes review_flagged", world.of(ONE).getLast().attention().orElse(""));
        Response seen = world.get(PUBLIC, STRANGER);
        assertEquals("insult", seen.body().at("/reviews/0/removed/rule").asString(""));
        assertFalse(seen.bytes().contains("Well packed") || seen.bytes().contains("per_mod"), seen.bytes());
        world.pass(Duration.ofMinutes(1));
        world.post(ONE, "decide", "{\"decision\":\"restore\",\"author\":\"payer\"}", ReviewWorld.moderator());
        world.pass(Duration.ofMinutes(1));
        assertEquals(
                List.of("good of payer", "bad of payee", "removed of payer", "restored of payer"), world.weights);
        assertTrue(world.get(PUBLIC, STRANGER).bytes().contains("Well packed"));
    }

    @Test
    void privateWordsAreTheirAuthorsOnly() {
        world.published(ONE);
        assertEquals("Careful.", world.own(ONE, PAYEE).text("private"));
        for (Map<String, String> reader : List.of(PAYER, STRANGER, ReviewWorld.moderator())) {
            assertFalse(world.get(PUBLIC, reader).bytes().contains("Careful"));
            assertFalse(world.get(OF_PAYEE, reader).bytes().contains("Careful"));
        }
        assertFalse(world.entries().stream().anyMatch(entry -> entry.data().contains("Careful")));
    }

    @Test
    void aParticipantsReviewsAreThosePublishedAboutItPageByPage() {
        for (int i = 0; i < 5; i++) {
            world.published("sale" + i);
            world.settled("open" + i).hear("open" + i);
            world.clock.advance(Duration.ofMinutes(1));
        }
        int met = 0;
        String cursor = "";
        do {
            Response page = world.get(OF_PAYEE + "?limit=2" + cursor, STRANGER);
            assertEquals(200, page.status(), page.bytes());
            met += page.body().path("data").size();
            assertFalse(page.bytes().contains(ReviewWorld.PAYER), page.bytes());
            cursor = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
        } while (!cursor.isEmpty());
        assertEquals(5, met);
        Response ofPayer = world.get("/v1/participants/" + ReviewWorld.PAYER + "/reviews?role=payer", PAYEE);
        assertEquals(5, ofPayer.body().path("data").size(), ofPayer.bytes());
        assertEquals("bad", ofPayer.body().at("/data/0/verdict").asString(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627", "{{7*7}}"})
    void strangeWordsComeBackAsTheyWere(String words) {
        world.settled(ONE).hear(ONE);
        world.put(ONE, Json.text(Json.object().put("verdict", "good").put("words", words)), PAYER);
        world.put(ONE, ReviewWorld.GOOD, PAYEE);
        assertEquals(words, world.get(PUBLIC, PAYEE).body().at("/reviews/0/words").asString(""));
    }

    @Test
    void fiveThousandCharactersAreTakenAndOneMoreIsRefused() {
        world.settled(ONE).hear(ONE);
        String long1 = "{\"verdict\":\"good\",\"words\":\"" + "\u00e4".repeat(5_000) + "\"}";
        assertEquals(200, world.put(ONE, long1, PAYER).status());
        assertEquals(5_000, world.own(ONE, PAYER).text("words").length());
        refused(400, "malformed", world.put(ONE, long1.replaceFirst("\u00e4", "ab"), PAYER));
        refused(400, "malformed", world.put(ONE, long1.replaceFirst("\u00e4", "ab".repeat(2_500)), PAYER));
    }

    @Test
    void aWakeThatIsEarlyComesAgainAndAnOldOneDoesNothing() {
        world.settled(ONE).hear(ONE);
        var opened = world.of(ONE).getLast();
        assertEquals(Handled.AGAIN, world.wake(opened));
        world.put(ONE, ReviewWorld.GOOD, PAYER);
        assertEquals(Handled.DONE, world.wake(opened));
        assertEquals(List.of("opened", "sealed"), world.events(ONE));
    }

    @Test
    void whateverFailsBothReviewsArePublishedOnce() {
        EveryFault.<ReviewWorld>of(
                        "review a sale",
                        faults -> new ReviewWorld(faults).settled(ONE),
                        of -> {
                            of.hear(ONE);
                            of.put(ONE, ReviewWorld.GOOD, "payers-key-0000001", PAYER);
                            of.put(ONE, ReviewWorld.BAD, "payees-key-0000001", PAYEE);
                        })
                .checking(of -> assertEquals(List.of("opened", "sealed", "published"), of.events(ONE)))
                .orEndingWith(Outage.class)
                .run();
    }

    @Test
    void whateverFailsTimePublishesAndCountsOnce() {
        EveryFault.<ReviewWorld>of(
                        "the window of a review ends",
                        faults -> {
                            ReviewWorld of = new ReviewWorld(faults).settled(ONE).hear(ONE);
                            of.put(ONE, ReviewWorld.BAD, PAYEE);
                            return of;
                        },
                        of -> of.pass(Duration.ofDays(15)))
                .checking(of -> {
                    assertEquals(List.of("opened", "sealed", "published", "counted"), of.events(ONE));
                    assertEquals(List.of("silent good of payer", "bad of payee"), of.weights);
                })
                .orEndingWith(Outage.class)
                .run();
    }

    @Test
    void whateverFailsAnAnswerAndADecisionAreOneEach() {
        EveryFault.<ReviewWorld>of(
                        "answer, flag and remove",
                        faults -> new ReviewWorld(faults).published(ONE),
                        of -> {
                            of.post(ONE, "respond", "{\"words\":\"No.\"}", PAYEE);
                            of.post(ONE, "flag", "{\"rule\":\"insult\"}", PAYEE);
                            String removal = "{\"decision\":\"remove\",\"author\":\"payer\",\"rule\":\"insult\"}";
                            of.post(ONE, "decide", removal, ReviewWorld.moderator());
                        })
                .checking(of -> {
                    List<String> then = of.events(ONE);
                    for (String once : List.of("flagged", "removed")) {
                        assertEquals(1, then.stream().filter(once::equals).count(), then.toString());
                    }
                    assertTrue(then.stream().filter("responded"::equals).count() <= 1, then.toString());
                    assertEquals(Optional.empty(), of.state(ONE).dueOf(Side.PAYER));
                })
                .orEndingWith(Outage.class)
                .run();
    }
}
