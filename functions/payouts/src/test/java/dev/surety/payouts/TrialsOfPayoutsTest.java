package dev.surety.payouts;

import static dev.surety.payouts.world.PayoutWorld.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.PayoutId;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.Seeds;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Troubles that others had with payouts, at our door. */
class TrialsOfPayoutsTest {
    private static final String KEY = "the-first-key-0001";
    private static final String CLOSED = "DE33900000000000000003";
    private static final String OUR_FUNDS = "DE76900000000000000005";
    private static final String LOST = "DE22900000000000000007";
    private static final String NEVER = "DE92900000000000000008";

    private static PayoutWorld world(String iban) {
        var world = new PayoutWorld();
        world.seeds.payee(ANNA, iban, "verified");
        return world.released(ANNA, 50_000);
    }

    private static Response paidOut(PayoutWorld world, long minor, String key) {
        return world.post("/v1/payouts", PayoutWorld.wanted(ANNA, minor), key, PayoutWorld.backend());
    }

    private static PayoutId id(Response answer) {
        assertEquals(201, answer.status(), answer.bytes());
        return new PayoutId(answer.text("id"));
    }

    private static void pass(PayoutWorld world, Duration time) {
        world.until(world.clock.instant().plus(time));
    }

    private static String path(PayoutId id, String verb) {
        return "/v1/payouts/" + id + "/" + verb;
    }

    /** T1. */
    @Test
    void theKeyOfAPayoutThatFailedPaysNothingMoreAndOnlyARetryWithAFreshDebitDoes() {
        var world = world(OUR_FUNDS);
        Response first = paidOut(world, 20_000, KEY);
        PayoutId payout = id(first);
        pass(world, Duration.ofMinutes(1));
        assertEquals("failed", world.state(payout));
        assertEquals(50_000, world.posted().payable(ANNA), "credited at once");

        Response again = paidOut(world, 20_000, KEY);
        assertEquals(first.bytes(), again.bytes());
        assertTrue(again.isReplay());
        pass(world, Duration.ofHours(2));
        assertEquals(0, world.atBank().executed());
        assertEquals(1, world.rail.sent.size());

        Response retry = world.post(path(payout, "retry"), "", "retry-key-0000001", PayoutWorld.maker());
        assertEquals("awaiting_approval", retry.text("state"), retry.bytes());
        assertEquals(payout.value(), retry.text("retryOf"));
        assertEquals(30_000, world.payable(ANNA), "reserved while it waits");
        assertEquals(409, world.refused(path(payout, "retry"), "", "retry-key-0000002", PayoutWorld.maker()).status());
        assertEquals(
                "approver_is_maker",
                world.refused(
                                path(id(retry), "approve"),
                                "",
                                "approve-key-00001",
                                PayoutWorld.staff("maker", "payouts:approve"))
                        .reason());
        assertEquals(
                200, world.post(path(id(retry), "approve"), "", "approve-key-00002", PayoutWorld.checker()).status());
        pass(world, Duration.ofMinutes(1));
        assertEquals("failed", world.state(id(retry)));
        assertEquals(50_000, world.posted().payable(ANNA));
        world.check();
    }

    @Test
    void anInstantPayoutThatFailedIsRepeatedAsAnOrdinaryOne() {
        var world = world(OUR_FUNDS);
        var method = world.seeds.payee(ANNA, OUR_FUNDS, "verified");
        world.seeds.standing(
                ANNA, Seeds.standing(Set.of("payout", Standing.INSTANT_PAYOUT), false, Optional.of(method)));
        String wanted = PayoutWorld.wanted(ANNA, 20_000).replace("{\"payee\"", "{\"speed\":\"instant\",\"payee\"");
        PayoutId payout = id(world.post("/v1/payouts", wanted, KEY, PayoutWorld.backend()));
        pass(world, Duration.ofMinutes(1));
        assertEquals("failed", world.state(payout));
        assertEquals(Speed.INSTANT, world.payout(payout).order().speed());

        PayoutId again = id(world.post(path(payout, "retry"), "", "retry-key-0000001", PayoutWorld.maker()));
        assertEquals(Speed.STANDARD, world.payout(again).order().speed());
        assertEquals(
                200, world.post(path(again, "approve"), "", "approve-key-00002", PayoutWorld.checker()).status());
        world.check();
    }

    /** T1, where the reason says that it would fail again. */
    @Test
    void aClosedAccountIsNotTriedAgain() {
        var world = world(CLOSED);
        PayoutId payout = id(paidOut(world, 20_000, KEY));
        pass(world, Duration.ofMinutes(1));
        Response read = world.get("/v1/payouts/" + payout, PayoutWorld.backend());
        assertEquals("failed", read.text("state"));
        assertEquals("AC04", read.body().at("/code/code").asString(""));
        assertEquals(
                "method_not_usable",
                world.refused(path(payout, "retry"), "", "retry-key-0000001", PayoutWorld.maker()).reason());
    }

    /** T2. */
    @Test
    void aCancelledPayoutGivesItsMoneyBackOnceAndTheNextTakesItOnce() {
        var world = world(PayoutWorld.ORDINARY);
        PayoutId first = id(paidOut(world, 50_000, KEY));
        String why = "{\"reason\":\"asked for by mistake\"}";
        for (int i = 0; i < 2; i++) {
            Response cancelled = world.post(path(first, "cancel"), why, "cancel-key-000001", PayoutWorld.maker());
            assertEquals("cancelled", cancelled.text("state"), cancelled.bytes());
        }
        assertEquals(50_000, world.posted().payable(ANNA));
        pass(world, Duration.ofHours(2));
        PayoutId next = id(paidOut(world, 50_000, "the-next-key-00001"));
        pass(world, Duration.ofMinutes(1));
        assertEquals("sent", world.state(next));
        assertEquals(0, world.posted().payable(ANNA));
        assertEquals(50_000, world.atBank().sum().amountMinor());
        assertEquals(1, world.atBank().executed());
        world.check();
    }

    /** T3. */
    @Test
    void aPayoutWhoseAnswerIsLostIsNeverRepeatedByAPerson() {
        var world = world(LOST);
        PayoutId payout = id(paidOut(world, 20_000, KEY));
        world.until(world.clock.instant());
        assertEquals("unknown", world.state(payout));
        for (String verb : List.of("retry", "cancel", "approve", "reject")) {
            String body = verb.equals("cancel") || verb.equals("reject") ? "{\"reason\":\"now\"}" : "";
            Response refused = world.refused(
                    path(payout, verb), body, verb + "-key-000000001",
                    PayoutWorld.staff("op", "payouts:plan", "payouts:approve"));
            assertEquals(409, refused.status(), refused.bytes());
            assertEquals("transition_not_allowed", refused.reason());
        }
        pass(world, Duration.ofMinutes(10));
        assertEquals("sent", world.state(payout), "the reconciler asked");
        assertEquals(
                409, world.refused(path(payout, "retry"), "", "retry-key-0000009", PayoutWorld.maker()).status());
        assertEquals(1, world.atBank().executed());
        assertEquals(1, world.rail.sent.size());
        world.check();
    }

    @Test
    void aTransferThatNeverArrivedIsClosedAtTheBankAndCreditedAndOnlyThen() {
        var world = world(NEVER);
        PayoutId payout = id(paidOut(world, 20_000, KEY));
        world.until(world.clock.instant());
        assertEquals("unknown", world.state(payout));
        pass(world, Duration.ofMinutes(9));
        assertEquals("unknown", world.state(payout), "the transfer may still be on its way");
        pass(world, Duration.ofHours(2));
        assertEquals("failed", world.state(payout));
        assertEquals(50_000, world.posted().payable(ANNA));
        assertEquals(0, world.atBank().executed());
        world.check();
    }

    /** T4. */
    @Test
    void ofManyWhoTakeTheWholeBalanceAtOnceOneWins() throws ExecutionException, InterruptedException {
        var world = world(PayoutWorld.ORDINARY);
        List<Response> answers = AtOnce.call(64, i -> patiently(world, 50_000, "racing-key-0000" + (100 + i)));
        assertEquals(1, answers.stream().filter(answer -> answer.status() == 201).count());
        assertEquals(
                63,
                answers.stream()
                        .filter(answer -> answer.status() == 409
                                && answer.reason().equals("insufficient_available"))
                        .count());
        pass(world, Duration.ofMinutes(5));
        assertEquals(0, world.posted().payable(ANNA));
        assertEquals(1, world.atBank().executed());
        assertEquals(50_000, world.atBank().sum().amountMinor());
        world.check();
    }

    private static Response patiently(PayoutWorld world, long minor, String key) {
        Response answer = paidOut(world, minor, key);
        for (int tries = 0; answer.status() == 503 && tries < 100; tries++) {
            answer = paidOut(world, minor, key);
        }
        return answer;
    }

    /** T4, a page's message twice. */
    @Test
    void anItemThatManyInstancesPayAtOnceIsPaidOnce() throws ExecutionException, InterruptedException {
        var world = world(PayoutWorld.ORDINARY);
        RunItem item = world.item(ANNA, 50_000);
        var _ = AtOnce.call(16, _ -> {
            world.use.scheduling().ofRun(item);
            return world.use.sending().send(PayoutWorld.DEMO, item.payout());
        });
        assertEquals("sent", world.state(item.payout()));
        assertEquals(1, world.rail.sent.size());
        assertEquals(1, world.atBank().executed());
        world.check();
    }

    /** T5. */
    @Test
    void severalPayoutsOfTheWholeBalanceAreReservedSoOnlyOneIsApproved() {
        var world = world(PayoutWorld.ORDINARY).released(ANNA, 50_000);
        Response first = paidOut(world, 100_000, "instant-key-000001");
        assertEquals("awaiting_approval", first.text("state"));
        for (int i = 2; i < 4; i++) {
            Response refused = world.refused(
                    "/v1/payouts", PayoutWorld.wanted(ANNA, 100_000), "instant-key-00000" + i, PayoutWorld.backend());
            assertEquals("insufficient_available", refused.reason());
            assertEquals(0, refused.body().at("/errors/0/bound/max").asLong(-1), refused.bytes());
        }
        assertEquals(
                200, world.post(path(id(first), "approve"), "", "approve-key-00001", PayoutWorld.checker()).status());
        pass(world, Duration.ofMinutes(5));
        assertEquals(0, world.posted().payable(ANNA));
        assertEquals(1, world.atBank().executed());
        world.check();
    }

    @Test
    void elevenPayoutsJustUnderTheLimitAreOneSumOfTheDay() {
        var world = world(PayoutWorld.ORDINARY).released(ANNA, 500_000);
        assertEquals("scheduled", paidOut(world, 49_900, "small-key-00000001").text("state"));
        for (int i = 2; i < 12; i++) {
            assertEquals("awaiting_approval", paidOut(world, 49_900, "small-key-000000" + (10 + i)).text("state"));
        }
        world.check();
    }

    @Test
    void aSumOfTheDayHoldsForRequestsOfOneMoment() throws ExecutionException, InterruptedException {
        var world = world(PayoutWorld.ORDINARY).released(ANNA, 500_000);
        List<Response> answers = AtOnce.call(10, i -> patiently(world, 40_000, "moment-key-0000" + (100 + i)));
        List<String> states = answers.stream().map(answer -> answer.text("state")).sorted().toList();
        assertEquals(Collections.nCopies(9, "awaiting_approval"), states.subList(0, 9));
        assertEquals("scheduled", states.getLast());
        world.check();
    }

    /** T8. */
    @Test
    void anAccountThatChangesBetweenApprovalAndSendingIsNotPaid() {
        var world = world(PayoutWorld.ORDINARY);
        RunItem planned = world.item(ANNA, 20_000);
        world.seeds.payee(ANNA, "DE49900000000000000006", "verified");
        var excluded = world.use.scheduling().ofRun(planned);
        assertEquals("excluded", excluded.state());
        assertEquals("method_changed", excluded.reason().orElseThrow());
        assertEquals(50_000, world.payable(ANNA));

        PayoutId payout = id(paidOut(world, 20_000, KEY));
        world.seeds.payee(ANNA, PayoutWorld.ORDINARY, "verified");
        pass(world, Duration.ofMinutes(5));
        assertEquals("cancelled", world.state(payout));
        assertEquals(
                "method_changed",
                world.get("/v1/payouts/" + payout, PayoutWorld.backend()).body().at("/code/code").asString(""));
        assertEquals(50_000, world.posted().payable(ANNA));
        assertEquals(List.of(), world.rail.sent);
        world.check();
    }

    /** T10. */
    @Test
    void aBankThatNeverAnswersRaisesAttentionWhileItIsAskedOn() {
        var world = world("DE49900000000000000006");
        PayoutId payout = id(paidOut(world, 20_000, KEY));
        pass(world, Duration.ofHours(23));
        assertEquals("sent", world.state(payout));
        assertEquals(Map.of(), attention(world, payout));
        pass(world, Duration.ofHours(2));
        assertEquals(Map.of("opens payout_unanswered", 1), attention(world, payout));
        pass(world, Duration.ofDays(3));
        assertEquals(Map.of("opens payout_unanswered", 1), attention(world, payout), "told once");
        world.check();
    }

    private static Map<String, Integer> attention(PayoutWorld world, PayoutId payout) {
        Map<String, Integer> told = new TreeMap<>();
        world.payout(payout).chain().entries().forEach(entry ->
                entry.attention().ifPresent(kind -> told.merge(kind, 1, Integer::sum)));
        return told;
    }
}
