package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.Rounds;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a reader waits for: rounds of calls, and openings of keys. */
class CallsOfAReaderTest {
    private static final String LIST = "/v1/escrows?payer=" + EscrowWorld.PAYER + "&limit=50";

    private final EscrowWorld world = new EscrowWorld();

    private void fifty() {
        IntStream.range(0, 50).forEach(nth -> world.created(6000, "many-%012d".formatted(nth)));
    }

    @Test
    void aListOfFiftyComesInTenRoundsOfCalls() {
        fifty();
        // Their keys are remembered no longer: each has to be opened.
        world.clock.advance(Duration.ofMinutes(6));
        var rounds = new Rounds();
        world.meddled.counting(rounds);
        world.keyService.counting(rounds);

        Response page = world.get(LIST);

        assertEquals(50, page.body().path("data").size());
        assertEquals("a chair", page.body().path("data").path(49).path("description").asString(""));
        assertEquals(50, world.keyService.opened.get(), "one opening a chain");
        assertTrue(rounds.rounds() <= 10, rounds.rounds() + " rounds of " + rounds.calls() + " calls");
        assertEquals(2 + 4 * 50, rounds.calls(), "the list, the test clock, and four for each");
    }

    @Test
    void noCommandsAnswerOpensAKeyThatIsRemembered() {
        String id = world.delivered(6000, "sale-0000000000001");
        String body = "{\"amount\":{\"amount\":1000,\"currency\":\"EUR\"},\"reason\":\"a scratch\"}";
        for (int nth = 1; nth <= 3; nth++) {
            assertEquals(
                    200,
                    world.post("/v1/escrows/" + id + "/refund", body, "refund-00000000%d".formatted(nth)).status());
        }
        assertEquals(200, world.post("/v1/escrows/" + id + "/accept", "", "accept-00000000001").status());
        assertEquals(0, world.keyService.opened.get());
    }

    @Test
    void anEscrowWithManyNotesIsShownWithOneOpeningOfItsKey() {
        String id = world.delivered(6000, "sale-0000000000001");
        String body = "{\"amount\":{\"amount\":1000,\"currency\":\"EUR\"},\"reason\":\"a scratch\"}";
        for (int nth = 1; nth <= 3; nth++) {
            world.post("/v1/escrows/" + id + "/refund", body, "refund-00000000%d".formatted(nth));
        }
        world.clock.advance(Duration.ofMinutes(6));

        Response shown = world.get("/v1/escrows/" + id);

        assertEquals("a chair", shown.text("description"));
        assertEquals("a scratch", shown.body().path("refunds").path(2).path("reason").asString(""));
        assertEquals(1, world.keyService.opened.get());
    }

    /** A replay is answered from what is stored: no clock, no settings, no standing of a participant is read. */
    @Test
    void aReplayMakesHalfTheCallsOfAFirstAtMost() {
        String id = world.delivered(6000, "sale-0000000000001");
        int[] calls = new int[2];
        for (int time = 0; time < 2; time++) {
            int before = world.meddled.calls();
            Response answer = world.post("/v1/escrows/" + id + "/accept", "", "accept-00000000001");
            calls[time] = world.meddled.calls() - before;
            assertEquals(time == 1, answer.isReplay(), answer.bytes());
        }
        assertTrue(2 * calls[1] <= calls[0], calls[1] + " calls of " + calls[0]);
        assertTrue(calls[1] <= 3, "the chain, its key, its text: " + calls[1]);
    }
}
