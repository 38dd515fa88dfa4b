package dev.surety.escrow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A release whose rules left other deadlines wrote the last entry: today's rules do nothing when it is due. */
class DeadlineThatNeedsNothingTest {
    private final EscrowWorld world = new EscrowWorld(Faults.none());

    private Entry last(String id) {
        return world.chain("escrow", id).getLast();
    }

    private void forge(String id, Duration due) {
        var chain = world.journal.load(new ChainId("escrow", EscrowWorld.DEMO, id));
        String partition = Clocks.partition("escrow", EscrowWorld.DEMO, Mode.SANDBOX, id);
        Instant now = world.clock.instant();
        var data = Json.object("{\"reason\":\"frozen_by_case\",\"refund\":\"ref_dddddddddddddddddddddddddd\"}");
        world.journal.append(
                chain,
                Draft.of("escrow.refund_refused.v1", data, now, Actor.TIMER, CommandKey.ofFact("forged", id))
                        .due(Optional.of(Clocks.due(partition, now, now.plus(due)))));
    }

    @Test
    void theNextDeadlineIsCarriedOnAndFires() {
        String id = world.funded(6000, "sale-0000000000001");
        Instant deliverBy = last(id).due().orElseThrow().at();
        forge(id, Duration.ofDays(1));

        world.clock.advance(Duration.ofDays(1));
        world.wakeDue();

        assertEquals("escrow.looked.v1", last(id).event());
        assertEquals(deliverBy, last(id).due().orElseThrow().at());
        assertEquals("held", world.get("/v1/escrows/" + id).text("state"));
        world.clock.advance(Duration.between(world.clock.instant(), deliverBy));
        world.wakeDue();
        assertEquals("settled", world.get("/v1/escrows/" + id).text("state"));
        world.checkIdle();
    }

    @Test
    void withoutAnotherDeadlineTheWakeIsTheLast() {
        String id = world.delivered(6000, "sale-0000000000001");
        assertEquals(200, world.post("/v1/escrows/" + id + "/accept", "", "accept-000000000001").status());
        forge(id, Duration.ofDays(1));

        world.clock.advance(Duration.ofDays(1));
        world.wakeDue();
        world.wakeDue();

        assertEquals("escrow.looked.v1", last(id).event());
        assertEquals(Optional.empty(), last(id).due());
        assertEquals(1, world.chain("escrow", id).stream()
                .filter(entry -> entry.event().equals("escrow.looked.v1"))
                .count());
        world.checkIdle();
    }
}
