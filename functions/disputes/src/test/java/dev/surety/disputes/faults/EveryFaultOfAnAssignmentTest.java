package dev.surety.disputes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A person's own chain counts the dispute before the dispute names the person. Each write and message may fail. */
class EveryFaultOfAnAssignmentTest {
    private static DisputeWorld negotiating(Faults faults) {
        var world = new DisputeWorld(faults);
        world.disputed("dispute-00000001");
        world.drain();
        world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new);
        world.pass(Duration.ofDays(1));
        return world;
    }

    @Test
    void aDisputeHasOneArbiterWhateverFails() {
        EveryFault.of("assign an arbiter", EveryFaultOfAnAssignmentTest::negotiating, world -> {
                    world.as(Side.PAYER, "escalate", DisputeCommand.Escalate::new);
                    world.pass(Duration.ofHours(7));
                })
                .checking(world -> {
                    assertEquals("evidence", world.stage());
                    assertTrue(world.state().bench().person(Role.ARBITER).isPresent());
                    assertEquals(1, world.state().bench().assignments().size());
                    world.check();
                })
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
    }
}
