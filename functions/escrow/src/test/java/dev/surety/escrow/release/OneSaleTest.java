package dev.surety.escrow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneSaleTest {
    private final EscrowWorld world = new EscrowWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.checkIdle();
    }

    @Test
    void aCreatedEscrowShowsAllOfItself() {
        Response answer = world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000001");

        assertEquals(201, answer.status());
        assertEquals("created", answer.text("state"));
        assertEquals("a chair", answer.text("description"));
        assertEquals("7", answer.body().path("metadata").path("basket").asString(""));
        assertEquals(720, answer.body().path("fees").path(0).path("whole").path("amount").asLong(0));
        assertEquals("2026-11-22T10:15:00.000Z", answer.body().path("deadline").path("at").asString(""));
        assertEquals("P14D", answer.body().path("terms").path("timers").path("inspect").asString(""));
        assertEquals("\"1\"", answer.headers().get("ETag"));
    }

    @Test
    void aPaidDeliveredAndAcceptedSaleEndsWithThePayeesMoneyPayable() {
        String id = world.delivered(6000, "sale-0000000000001");

        Response accepted = world.post("/v1/escrows/" + id + "/accept", "", "accept-00000000001");

        assertEquals(200, accepted.status());
        assertEquals("settled", accepted.text("state"));
        assertEquals("released", accepted.text("outcome"));
        assertEquals(5280, accepted.body().path("amounts").path("released").path("amount").asLong(0));
        assertEquals(720, accepted.body().path("amounts").path("fees").path("amount").asLong(0));
        assertEquals(
                Map.of(
                        "gateway:sandbox", -6000L, "fees:commission", 720L,
                        "payable:" + EscrowWorld.PAYEE, 5280L), balances());
    }

    @Test
    void theEscrowsOwnEventsTellItsStateAndTheSumAsTheFeedDoes() {
        String id = world.delivered(6000, "sale-0000000000001");
        world.post("/v1/escrows/" + id + "/accept", "", "accept-00000000001");

        var events = world.get("/v1/escrows/" + id + "/events").body().path("data");

        assertEquals("{\"state\":\"created\",\"reference\":\"order-1042\"}", events.path(0).path("data").toString());
        var last = events.path(events.size() - 1);
        assertEquals("escrow.settled", last.path("type").asString(""));
        assertEquals(
                "{\"state\":\"settled\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"},"
                        + "\"reference\":\"order-1042\"}",
                last.path("data").toString());
    }

    @Test
    void silenceReleasesAfterTheInspection() {
        String id = world.delivered(6000, "sale-0000000000001");

        world.clock.advance(Duration.ofDays(14).plusMinutes(4));
        assertEquals(0, world.wakeDue());
        assertEquals("delivered", world.get("/v1/escrows/" + id).text("state"));

        world.clock.advance(Duration.ofMinutes(1));
        assertEquals(0, world.wakeDue());
        Response settled = world.get("/v1/escrows/" + id);
        assertEquals("settled", settled.text("state"));
        assertEquals(List.of("timer"), actors(id, "escrow.settled.v2"));
    }

    @Test
    void anEscrowNobodyPaysExpires() {
        String id = world.created(6000, "sale-0000000000001");

        world.clock.advance(Duration.ofMinutes(20));
        world.wakeDue();

        assertEquals("expired", world.get("/v1/escrows/" + id).text("state"));
    }

    @Test
    void payingTooLateIsRefusedEvenBeforeTheTimerHasFired() {
        String id = world.created(6000, "sale-0000000000001");
        world.clock.advance(Duration.ofMinutes(15));
        long before = world.entries();

        Response answer = world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", "fund-000000000001");

        assertEquals(409, answer.status());
        assertEquals("window_closed", answer.text("reason"));
        assertEquals(before, world.entries());
    }

    @Test
    void aWakeThatComesEarlyGoesBack() {
        String id = world.created(6000, "sale-0000000000001");

        assertEquals(1, world.wake("escrow#demo#" + id, 1));
    }

    @Test
    void aDeclinedCardLeavesTheEscrowOpenForAnother() {
        String id = world.created(6000, "sale-0000000000001");

        Response declined =
                world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_declined\"}", "fund-000000000001");
        assertEquals(200, declined.status());
        assertEquals("created", declined.text("state"));
        assertEquals("declined", declined.body().path("payment").path("status").asString(""));
        assertEquals("card_declined", declined.body().path("payment").path("code").asString(""));

        Response paid = world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", "fund-000000000002");
        assertEquals("held", paid.text("state"));
        assertEquals(6000, paid.body().path("amounts").path("uncommitted").path("amount").asLong(0));
    }

    @Test
    void partsOfTheFeeSumToTheWholeHoweverThePriceIsCut() {
        String id = world.funded(999, "sale-0000000000001");
        String release = "/v1/escrows/" + id + "/release";

        world.post(release, "{\"amount\":{\"amount\":333,\"currency\":\"EUR\"}}", "release-00000001");
        world.post(release, "{\"amount\":{\"amount\":333,\"currency\":\"EUR\"}}", "release-00000002");
        Response last = world.post(release, "", "release-00000003");

        assertEquals("settled", last.text("state"));
        long whole = last.body().path("fees").path(0).path("whole").path("amount").asLong(0);
        assertEquals(120, whole);
        assertEquals(whole, last.body().path("amounts").path("fees").path("amount").asLong(0));
        assertEquals(879, last.body().path("amounts").path("released").path("amount").asLong(0));
    }

    @Test
    void aGatewayThatDoesNotAnswerIsAskedUntilItIsKnown() {
        for (String method : List.of("card_timeout_done", "card_timeout_declined", "card_timeout_lost")) {
            String id = world.created(6000, "create-" + method);
            Response unknown =
                    world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"" + method + "\"}", "fund-" + method);
            assertEquals(202, unknown.status());
            assertEquals("funding", unknown.text("state"));
            assertEquals("unknown", unknown.body().path("payment").path("status").asString(""));

            world.clock.advance(Duration.ofMinutes(7));
            world.wakeDue();

            Response known = world.get("/v1/escrows/" + id);
            assertEquals(method.equals("card_timeout_done") ? "held" : "created", known.text("state"), method);
            Response again =
                    world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"" + method + "\"}", "fund-" + method);
            assertEquals(202, again.status());
            assertEquals(unknown.bytes(), again.bytes());
            assertTrue(again.isReplay());
        }
    }

    @Test
    void eventsOfAnEscrowComeInOrderAndPageByPage() {
        String id = world.delivered(6000, "sale-0000000000001");

        Response first = world.get("/v1/escrows/" + id + "/events?limit=2");
        Response rest = world.get("/v1/escrows/" + id + "/events?cursor=" + first.text("nextCursor"));

        assertEquals("escrow.created", first.body().path("data").path(0).path("type").asString(""));
        assertEquals("escrow.funding", first.body().path("data").path(1).path("type").asString(""));
        assertEquals("escrow.funded", rest.body().path("data").path(0).path("type").asString(""));
        assertEquals("escrow.delivered", rest.body().path("data").path(1).path("type").asString(""));
        assertTrue(rest.body().path("nextCursor").isNull());
    }

    @Test
    void listsFindAnEscrowByPayerByPayeeAndByReference() {
        String id = world.created(6000, "sale-0000000000001");
        world.created(7000, "sale-0000000000002");

        for (String by : List.of("payer=" + EscrowWorld.PAYER, "payee=" + EscrowWorld.PAYEE, "reference=order-1042")) {
            Response page = world.get("/v1/escrows?" + by + "&limit=1");
            Response next = world.get("/v1/escrows?" + by + "&limit=1&cursor=" + page.text("nextCursor"));
            assertEquals(1, page.body().path("data").size());
            assertEquals(1, next.body().path("data").size());
            List<String> ids = List.of(
                    page.body().path("data").path(0).path("id").asString(""),
                    next.body().path("data").path(0).path("id").asString(""));
            assertTrue(ids.contains(id), by);
        }
    }

    /** A participant that is told to go on learns that others have escrows with this reference. */
    @Test
    void aParticipantIsToldToGoOnOnlyIfThereIsMoreOfItsOwn() {
        world.created(6000, "sale-0000000000001");
        world.created(7000, "sale-0000000000002");
        Map<String, String> stranger = EscrowWorld.participant(EscrowWorld.STRANGER);
        for (int limit = 1; limit <= 3; limit++) {
            Response theirs = world.call(
                    "GET", "/v1/escrows?reference=order-1042&limit=" + limit, "", "", stranger);
            Response nobodys = world.call("GET", "/v1/escrows?reference=no-such&limit=" + limit, "", "", stranger);
            assertEquals(nobodys.bytes(), theirs.bytes());
        }
        Map<String, String> payer = EscrowWorld.participant(EscrowWorld.PAYER);
        Response first = world.call("GET", "/v1/escrows?reference=order-1042&limit=1", "", "", payer);
        Response second = world.call(
                "GET", "/v1/escrows?reference=order-1042&limit=1&cursor=" + first.text("nextCursor"), "", "", payer);
        assertEquals(1, first.body().path("data").size());
        assertEquals(1, second.body().path("data").size());
        assertTrue(second.body().path("nextCursor").isNull(), "and not beyond the last");
    }

    @Test
    void aReleaseIsOneWrite() {
        String id = world.delivered(6000, "sale-0000000000001");
        var before = world.store.units().snapshot();

        world.post("/v1/escrows/" + id + "/accept", "", "accept-00000000001");

        var spent = world.store.units().since(before);
        assertEquals(1, spent.writes());
        assertEquals(0, spent.transactions());
    }

    @Test
    void nothingAPersonWroteIsInTheJournal() {
        world.post("/v1/escrows", EscrowWorld.creation(6000), "create-0000000001");

        assertFalse(world.store.items("journal").toString().contains("a chair"));
        assertFalse(world.store.items("vault").toString().contains("a chair"));
    }

    private List<String> actors(String id, String event) {
        return world.chain("escrow", id).stream()
                .filter(entry -> entry.event().equals(event))
                .map(entry -> entry.actor().toString())
                .toList();
    }

    private Map<String, Long> balances() {
        Map<String, Long> balances = new TreeMap<>();
        world.store.items("journal").stream()
                .map(dev.surety.runtime.journal.EntryItems::fromItem)
                .map(Entry::postings)
                .flatMap(postings -> postings.list().stream())
                .forEach((Posting posting) -> balances.merge(
                        posting.account().toString(), posting.money().amountMinor(), Long::sum));
        balances.values().removeIf(amount -> amount == 0);
        return balances;
    }
}
