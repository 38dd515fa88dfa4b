package dev.surety.local;

import static dev.surety.local.Quarrel.lines;
import static dev.surety.local.Quarrel.refused;
import static dev.surety.local.Reviewing.FEE;
import static dev.surety.local.Reviewing.PRICE;
import static dev.surety.local.Reviewing.candidates;
import static dev.surety.local.Reviewing.score;
import static dev.surety.local.Reviewing.verdict;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.Quarrel.Case;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Troubles that others had with reviews and scores, played through the API. */
class TrialsOfReviewsIT {
    private static final long ONE = 1_000_000;

    /** The weight of a newcomer's praise of a typical sale. */
    private static final long PRAISE = 250_000;

    @TempDir
    private static Path data;

    private static ChildWorld world;
    private static Reviewing reviewing;
    private static Quarrel quarrel;

    @BeforeAll
    static void start() {
        world = ChildWorld.real(data, "--memory");
        reviewing = new Reviewing(world.base(), "reviews");
        quarrel = reviewing.quarrel;
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            quarrel.sale.booksHold();
        } finally {
            world.terminate();
        }
    }

    @Test
    void nothingTellsThatTheOtherSideHasWritten() {
        Case of = reviewing.ended();
        JsonNode before = reviewing.own(of, "payee");
        ok(reviewing.write(of, "payer", verdict(false) + ", \"words\": \"Broken.\", \"private\": \"Call me.\""));
        assertEquals(before, reviewing.own(of, "payee"));
        refused(quarrel.sale.get(reviewing.reviews(of)), 404, "not_found");
        assertEquals(0, reviewing.about(of).size());
        refused(reviewing.answer(of, "payee", "respond", "\"words\": \"No.\""), 409, "transition_not_allowed");
        refused(reviewing.answer(of, "payee", "flag", "\"rule\": \"insult\""), 409, "transition_not_allowed");
        refused(reviewing.decide(of, "remove", ", \"rule\": \"insult\""), 409, "transition_not_allowed");
        assertEquals(before, reviewing.own(of, "payee"));
        ok(reviewing.write(of, "payee", verdict(true)));
        JsonNode published = quarrel.see(reviewing.reviews(of));
        assertEquals(2, published.path("reviews").size());
        assertEquals("Broken.", reviewing.about(of).path(0).path("words").asString(""));
        assertFalse(published.toString().contains("Call me."), published.toString());
        assertEquals("Call me.", reviewing.own(of, "payer").path("private").asString(""));
    }

    @Test
    void timePublishesTheOnlyReview() {
        Case of = reviewing.ended();
        ok(reviewing.write(of, "payer", verdict(true)));
        quarrel.sale.advance(Duration.ofDays(14).plusMinutes(1));
        await("time has published it", () -> reviewing.about(of).size() == 1);
        for (String side : List.of("payer", "payee")) {
            refused(reviewing.write(of, side, verdict(false)), 409, "window_closed");
        }
        assertEquals("closed", reviewing.own(of, "payee").path("state").asString(""));
    }

    /** Silence after a clean sale is a small praise; it counts in the payee's score alone. */
    @Test
    void aSaleThatNobodyReviewsIsASmallPraise() {
        Case of = reviewing.ended();
        quarrel.sale.advance(Duration.ofDays(14).plusHours(3));
        await("silence counts", () -> reviewing.weight(of.payee(), "silence") > 0);
        assertEquals(PRAISE * 3 / 10, reviewing.weight(of.payee(), "silence"));
        assertEquals(0, reviewing.count(of.payee(), "reviewed"));
        refused(reviewing.write(of, "payer", verdict(false)), 409, "window_closed");
        refused(quarrel.sale.get(reviewing.reviews(of)), 404, "not_found");
        assertEquals(1, reviewing.entries(of.payer(), "payer").size(), "the payer's score has the sale alone");
    }

    @Test
    void aSaleThatGoesOnIsNotReviewed() {
        Case of = quarrel.sold("card_ok", PRICE, "EUR");
        refused(reviewing.write(of, "payer", verdict(true)), 409, "transition_not_allowed");
        refused(quarrel.sale.get(of.escrow() + "/review?onBehalfOf=payer"), 404, "not_found");
        ok(quarrel.post(of.escrow() + "/accept", "{}"));
        reviewing.open(of);
        assertEquals("none", reviewing.own(of, "payer").path("state").asString(""));
    }

    /** All of the price went back, so no fee is left that words could stand on. */
    @Test
    void aSaleOfWhichNothingIsLeftIsNotReviewed() {
        Case of = quarrel.disputed();
        ok(quarrel.side(of, "payee", "concede"));
        quarrel.closed(of, "conceded");
        refused(reviewing.write(of, "payer", verdict(false)), 409, "transition_not_allowed");
    }

    @Test
    void aStrangerIsToldNothing() {
        Case of = reviewing.ended();
        String path = of.escrow() + "/review";
        String stranger = reviewing.tokenOf(quarrel.someone());
        String named = "{\"onBehalfOf\": \"payer\", " + verdict(false) + "}";
        refused(reviewing.send(stranger, "PUT", path, "{" + verdict(false) + "}"), 404, "not_found");
        refused(quarrel.sale.api.get(stranger, path), 404, "not_found");
        refused(reviewing.send(reviewing.elsewhere("backend"), "PUT", path, named), 404, "not_found");
        refused(quarrel.sale.api.get(reviewing.elsewhere("backend"), path + "?onBehalfOf=payer"), 404, "not_found");
        refused(reviewing.send(reviewing.tokenOf(of.payee()), "PUT", path, named), 400, "malformed");
        refused(reviewing.send(quarrel.sale.backend, "PUT", path, "{" + verdict(true) + "}"), 403, "forbidden");
        assertEquals("none", reviewing.own(of, "payer").path("state").asString(""));
        reviewing.reviewed(of, true);
        String respond = reviewing.reviews(of) + "/respond";
        refused(reviewing.send(stranger, "POST", respond, "{\"words\": \"I!\"}"), 404, "not_found");
        assertEquals(200, quarrel.sale.api.get(stranger, reviewing.reviews(of)).status());
        for (String seen : List.of(reviewing.reviews(of), score(of.payee()), score(of.payee()) + "/entries")) {
            refused(quarrel.sale.api.get(reviewing.elsewhere("auditor"), seen), 404, "not_found");
        }
    }

    @Test
    void aSideChangesItsMindUntilBothAreIn() {
        Case of = reviewing.ended();
        ok(reviewing.write(of, "payer", verdict(false) + ", \"words\": \"Late.\""));
        ok(reviewing.write(of, "payer", verdict(true) + ", \"words\": \"It came.\""));
        ok(reviewing.write(of, "payee", verdict(true)));
        assertEquals("It came.", reviewing.about(of).path(0).path("words").asString(""));
        refused(reviewing.write(of, "payer", verdict(false)), 409, "already_published");
        refused(reviewing.write(of, "payee", verdict(false)), 409, "already_published");
        assertEquals("good", reviewing.about(of).path(0).path("verdict").asString(""));
    }

    @Test
    void aDoubleClickIsOneReview() {
        Case of = reviewing.ended();
        String key = quarrel.sale.key();
        String body = "{\"onBehalfOf\": \"payer\", " + verdict(true) + "}";
        String path = of.escrow() + "/review";
        Response first = quarrel.sale.api.send("PUT", quarrel.sale.backend, path, body, key);
        ok(reviewing.write(of, "payee", verdict(true)));
        Response again = quarrel.sale.api.send("PUT", quarrel.sale.backend, path, body, key);
        assertEquals(200, again.status(), again.body().toString());
        assertEquals("sealed", first.text("state"));
        assertEquals(1, reviewing.about(of).size());
        String other = body.replace("good", "bad");
        refused(quarrel.sale.api.send("PUT", quarrel.sale.backend, path, other, key), 422, "idempotency_key_reused");
    }

    @Test
    void wordsComeBackAsTheyWereWritten() {
        Case of = reviewing.ended();
        String words =
                "<script>alert(1)</script> &amp; \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \ud83d\ude00";
        ok(reviewing.write(of, "payer", verdict(true) + ", \"words\": \"" + words + "\", \"tags\": [\"<b>\"]"));
        ok(reviewing.write(of, "payee", verdict(true)));
        assertEquals(words, reviewing.about(of).path(0).path("words").asString(""));
        assertEquals("<b>", reviewing.about(of).path(0).path("tags").path(0).asString(""));
    }

    @Test
    void wordsThatAreNoWordsAreRefused() {
        Case of = reviewing.ended();
        for (String bad : List.of("a".repeat(10_000), "\u202e.tnellecxe", "a\\u0000b", " ", "")) {
            for (String field : List.of("words", "private")) {
                String fields = verdict(true) + ", \"" + field + "\": \"" + bad + "\"";
                refused(reviewing.write(of, "payer", fields), 400, "malformed");
            }
        }
        refused(reviewing.write(of, "payer", "\"verdict\": \"fair\""), 400, "malformed");
        refused(reviewing.write(of, "payer", verdict(true) + ", \"stars\": 6"), 400, "malformed");
        assertEquals("none", reviewing.own(of, "payer").path("state").asString(""));
        ok(reviewing.write(of, "payer", verdict(true) + ", \"words\": \"" + "a".repeat(5_000) + "\""));
    }

    @Test
    void aResponseIsGivenOnce() {
        Case of = reviewing.reviewed(reviewing.ended(), false);
        ok(reviewing.answer(of, "payee", "respond", "\"words\": \"We sent another.\""));
        refused(reviewing.answer(of, "payee", "respond", "\"words\": \"And another.\""), 409, "response_taken");
        assertEquals("We sent another.", reviewing.about(of).path(0).at("/response/words").asString(""));
    }

    /** A removed review weighs nothing; restored, it weighs what it weighed, to the last unit. */
    @Test
    void aTombstoneStandsWhereAReviewWasRemoved() {
        Case of = reviewing.reviewed(reviewing.ended(), false);
        reviewing.weigh(of.payee(), 1);
        JsonNode before = reviewing.standing(of.payee());
        refused(reviewing.decide(of, "remove", ", \"rule\": \"insult\""), 409, "transition_not_allowed");
        ok(reviewing.answer(of, "payee", "flag", "\"rule\": \"insult\", \"words\": \"He shouts.\""));
        refused(reviewing.answer(of, "payee", "flag", "\"rule\": \"threat\""), 409, "transition_not_allowed");
        await("it waits for a moderator", () -> reviewing.flags(of) == 1);
        String kept = "{\"decision\": \"keep\", \"author\": \"payer\"}";
        assertEquals(403, quarrel.post(reviewing.reviews(of) + "/decide", kept).status());
        ok(reviewing.decide(of, "remove", ", \"rule\": \"insult\""));
        await("the work is done", () -> reviewing.flags(of) == 0);
        JsonNode stone = reviewing.about(of).path(0);
        assertEquals("insult", stone.at("/removed/rule").asString(""));
        assertTrue(stone.path("words").isNull() && stone.path("verdict").isNull(), stone.toString());
        quarrel.sale.advance(Duration.ofMinutes(2));
        await("it weighs nothing", () -> reviewing.count(of.payee(), "bad") == 0);
        assertEquals(reviewing.standing(quarrel.someone()), reviewing.standing(of.payee()));
        ok(reviewing.decide(of, "restore", ""));
        quarrel.sale.advance(Duration.ofMinutes(2));
        await("it weighs again", () -> reviewing.count(of.payee(), "bad") == 1);
        assertEquals(before, reviewing.standing(of.payee()));
        assertEquals("So it was.", reviewing.about(of).path(0).path("words").asString(""));
    }

    /** A bank that takes the money takes the fee, and so the praise that stood on it. It comes back with the money. */
    @Test
    void praiseStandsOnTheFeeThatIsKept() {
        Case of = reviewing.reviewed(reviewing.ended(), true);
        reviewing.weigh(of.payee(), 1);
        assertEquals(PRAISE, reviewing.weight(of.payee(), "opinion"));
        JsonNode before = reviewing.standing(of.payee());
        quarrel.bank(of, "drawn");
        await("the praise is taken back", () -> reviewing.weight(of.payee(), "opinion") == 0);
        assertEquals(reviewing.standing(quarrel.someone()), reviewing.standing(of.payee()));
        quarrel.bank(of, "won");
        await("it is there again", () -> reviewing.weight(of.payee(), "opinion") == PRAISE);
        assertEquals(before, reviewing.standing(of.payee()));
    }

    @Test
    void aChargebackThatIsLostIsAFact() {
        Case of = reviewing.reviewed(reviewing.ended(), true);
        reviewing.weigh(of.payee(), 1);
        quarrel.bank(of, "drawn");
        quarrel.bank(of, "lost");
        await("it counts", () -> reviewing.count(of.payee(), "disputesLost") == 1);
        await("the praise is taken back", () -> reviewing.weight(of.payee(), "opinion") == 0);
        assertEquals(ONE, reviewing.weight(of.payee(), "chargeback_lost"));
    }

    /** The payee bears a late refund and the fee on it. The fee is kept, so it still pays for the praise. */
    @Test
    void aLateRefundLeavesThePraiseThatWasPaidFor() {
        String payee = quarrel.someone();
        Case of = reviewing.reviewed(reviewing.ended(quarrel.someone(), payee), true);
        reviewing.ended(quarrel.someone(), payee, 10 * PRICE);
        reviewing.weigh(payee, 1);
        await("it can pay", () -> quarrel.sale.available(payee) > PRICE);
        long before = quarrel.sale.available(payee);
        ok(quarrel.post(of.escrow() + "/refund", "{\"reason\": \"a kindness\"}"));
        await("it is refunded", () -> quarrel.amount(of, "refunded") == PRICE);
        await("the payee bears all of it", () -> quarrel.sale.available(payee) == before - PRICE);
        assertEquals(PRAISE, reviewing.weight(payee, "opinion"));
    }

    /** A ruling weighs as far as the money went to the payer, beside what the two say about the rest. */
    @Test
    void aRulingAndAReviewOfOneSaleCountEach() {
        Case of = quarrel.disputed(quarrel.sold("card_ok", PRICE, "EUR"));
        String arbiter = quarrel.toTheArbiter(of);
        String ruling = "{\"finding\": \"claim_partly_proved\", \"facts\": [{\"words\": \"a scratch\"}], "
                + lines(PRICE / 4, PRICE * 3 / 4, "EUR") + "}";
        ok(quarrel.by(arbiter, of.dispute() + "/rule", ruling));
        quarrel.until(of, "ruled");
        assertEquals(0, reviewing.count(of.payee(), "disputesLost"), "it can still be appealed");
        quarrel.sale.advance(Duration.ofDays(8));
        quarrel.closed(of, "ruled");
        await("the ruling counts", () -> reviewing.count(of.payee(), "disputesLost") == 1);
        assertEquals(ONE / 4, reviewing.weight(of.payee(), "ruled_against"));
        reviewing.reviewed(reviewing.open(of), true);
        reviewing.weigh(of.payee(), 1);
        assertEquals(PRAISE * 3 / 4, reviewing.weight(of.payee(), "opinion"), "the fee on the rest was kept");
        quarrel.bank(of, "drawn");
        quarrel.bank(of, "lost");
        await("the bank took the rest", () -> reviewing.weight(of.payee(), "opinion") == 0);
        assertEquals(ONE / 4, reviewing.weight(of.payee(), "ruled_against"), "what was ruled stays");
    }

    /** Who buys again and again from one seller has less to say each time, and nothing from the fifth time on. */
    @Test
    void friendsWhoPraiseEachOtherAddLessEachTime() {
        String payer = quarrel.someone();
        String payee = quarrel.someone();
        for (int i = 0; i < 5; i++) {
            reviewing.reviewed(reviewing.ended(payer, payee), true);
        }
        reviewing.weigh(payee, 5);
        assertEquals(
                List.of(0L, PRAISE / 8, PRAISE / 4, PRAISE / 2, PRAISE),
                reviewing.entries(payee, "payee").stream()
                        .filter(entry -> entry.path("kind").asString("").equals("opinion"))
                        .map(entry -> entry.path("weight").asLong(-1))
                        .sorted()
                        .toList());
        reviewing.computedAgain(List.of(payer, payee));
    }

    /** Three sellers: one who is praised, one who is blamed, and one without a review. */
    @Test
    void aSearchIsOrderedByWhatOutsidersCompute() {
        String praised = quarrel.someone();
        String blamed = quarrel.someone();
        String unknown = quarrel.someone();
        for (int i = 0; i < 3; i++) {
            reviewing.reviewed(reviewing.ended(quarrel.someone(), praised), true);
            reviewing.reviewed(reviewing.ended(quarrel.someone(), blamed), false);
        }
        reviewing.weigh(praised, 3);
        await("all are weighed", () -> reviewing.count(blamed, "reviewed") == 3);
        List<String> people = List.of(blamed, unknown, praised);
        reviewing.computedAgain(people);
        String search = candidates(people, "").toString();
        JsonNode order = ok(quarrel.post("/v1/reputation/rank", search)).body().path("data");
        assertEquals(praised, order.path(0).path("participant").asString(""));
        assertEquals(blamed, order.path(2).path("participant").asString(""));
        assertEquals(reviewing.of(praised).path("rank").asLong(-1), order.path(0).path("rank").asLong(-2));
        ObjectNode offers = candidates(people, "{\"amount\": 4000, \"currency\": \"EUR\"}");
        ((ObjectNode) offers.path("candidates").path(1).path("price")).put("amount", PRICE);
        ((ObjectNode) offers.path("candidates").path(2)).put("distanceKm", 10);
        offers.putObject("weights").put("trust", 50).put("price", 30).put("near", 20);
        for (JsonNode match : ok(quarrel.post("/v1/reputation/match", offers.toString())).body().path("data")) {
            boolean isCheap = match.path("participant").asString("").equals(unknown);
            boolean isNear = match.path("participant").asString("").equals(praised);
            long sum = Stream.of("trust", "price", "near")
                    .mapToLong(part -> match.path("parts").path(part).asLong(-1))
                    .sum();
            assertEquals(sum, match.path("score").asLong(-2));
            assertEquals(isCheap ? ONE * 3 / 10 : ONE * 3 / 20, match.at("/parts/price").asLong(-1));
            assertEquals(isNear ? ONE / 10 : 0, match.at("/parts/near").asLong(-1));
        }
    }

    @Test
    void aListOfCandidatesIsWholeOrRefused() {
        String known = quarrel.someone();
        String nobody = known.substring(0, known.length() - 1) + (known.endsWith("a") ? "b" : "a");
        String price = "{\"amount\": 4000, \"currency\": \"EUR\"}";
        for (String route : List.of("rank", "match")) {
            reviewing.refusedList(route, 400, "twice", candidates(List.of(known, known), price));
            reviewing.refusedList(route, 400, "bound", candidates(Collections.nCopies(101, known), price));
            reviewing.refusedList(route, 400, "bound", candidates(List.of(), price));
            reviewing.refusedList(route, 422, "unknown", candidates(List.of(known, nobody), price));
        }
        String ours = candidates(List.of(known), "").toString();
        refused(reviewing.send(reviewing.elsewhere("backend"), "POST", "/v1/reputation/rank", ours), 422, "invalid");
    }

    @Test
    void aPriceInACurrencyWithoutATypicalFeeIsRefused() {
        String someone = quarrel.someone();
        refused(quarrel.sale.get(score(someone) + "?price=100&currency=CHF"), 422, "invalid");
        String francs = "{\"amount\": 100, \"currency\": \"CHF\"}";
        reviewing.refusedList("match", 422, "unpriced", candidates(List.of(someone), francs));
        ObjectNode ranked = candidates(List.of(someone), "");
        ranked.putObject("price").put("amount", 100).put("currency", "CHF");
        refused(quarrel.post("/v1/reputation/rank", ranked.toString()), 422, "invalid");
    }

    /** Without a typical fee a fee has no size. The sale is counted, its reviews are published, and nothing weighs. */
    @Test
    void aSaleWithoutATypicalFeeIsCountedAndWeighsNothing() {
        ObjectNode settings = (ObjectNode) quarrel.sale.api.get(quarrel.sale.operator, "/v1/settings").body();
        settings.remove(List.of("version", "updatedAt"));
        ObjectNode without = settings.deepCopy();
        without.putObject("reputation").putArray("units").addObject().put("amount", FEE).put("currency", "EUR");
        ok(reviewing.send(quarrel.sale.operator, "PUT", "/v1/settings", without.toString()));
        Case of = quarrel.sold("card_ok", PRICE, "JPY");
        ok(quarrel.post(of.escrow() + "/accept", "{}"));
        reviewing.reviewed(reviewing.open(of), true);
        ok(reviewing.send(quarrel.sale.operator, "PUT", "/v1/settings", settings.toString()));
        reviewing.weigh(of.payee(), 1);
        assertEquals(1, reviewing.of(of.payee()).path("unpriced").asInt(-1));
        assertEquals(0, reviewing.weight(of.payee(), "opinion"));
        assertEquals(reviewing.standing(quarrel.someone()), reviewing.standing(of.payee()));
        reviewing.computedAgain(List.of(of.payer(), of.payee()));
    }
}
