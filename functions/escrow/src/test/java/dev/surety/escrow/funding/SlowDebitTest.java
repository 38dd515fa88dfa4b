package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A bank takes two days to pay: everybody is told until when, and it is heard of when it has. */
class SlowDebitTest {
    private static final Duration TAKES = Duration.ofDays(2);
    private static final Duration STEP = Duration.ofMinutes(5);

    private final EscrowWorld world = new EscrowWorld();
    private final Instant begun = world.clock.instant();

    private void passes(Duration time) {
        Instant until = world.clock.instant().plus(time);
        while (world.clock.instant().isBefore(until)) {
            world.clock.advance(STEP);
            world.wakeLast();
        }
    }

    private Response escrow(String id) {
        return world.get("/v1/escrows/" + id);
    }

    @Test
    void itIsAskedAboutWhenItsMethodPromisesAnAnswerAndEverybodySeesWhen() {
        String id = world.created(6000, "sale-0000000000001");
        Response asked =
                world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"debit_slow\"}", "slow-00000000000001");

        assertEquals(202, asked.status(), asked.bytes());
        assertEquals("ask", asked.body().path("deadline").path("then").asString(""), asked.bytes());
        assertEquals(begun.plus(TAKES), Instant.parse(asked.body().path("deadline").path("at").asString("")));
        passes(TAKES.minus(STEP));
        assertEquals("funding", escrow(id).text("state"));
        assertEquals("ask", escrow(id).body().path("deadline").path("then").asString(""));
        passes(Duration.ofMinutes(15));

        assertEquals("held", escrow(id).text("state"), "not up to 17 hours later");
        assertTrue(world.chain("escrow", id).size() < 20, "and it was not asked all the time");
        world.checkIdle();
    }

    /** The first of them that asks has the gateway tell; so do the others hear of it. */
    @Test
    void allThatWaitForItHearOfItThen() {
        String one = world.created(6000, "sale-0000000000001");
        String other = world.created(4000, "sale-0000000000002");
        String body = "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"debit_slow\",\"escrows\":[\"" + one
                + "\",\"" + other + "\"]}";
        assertEquals(202, world.post("/v1/payments", body, "slow-00000000000001").status());
        passes(TAKES.minus(STEP));
        int before = world.news.size();
        passes(Duration.ofMinutes(15));

        assertEquals("held", escrow(one).text("state"));
        assertEquals("held", escrow(other).text("state"));
        assertEquals(before + 1, world.news.size(), "the gateway tells once when it captures");
        world.checkIdle();
    }
}
