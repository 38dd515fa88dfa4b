package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.runtime.command.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each party and each arbiter takes all its time. The escrow's long stop does not come first. */
class TheLongestWayTest {
    private static final long MEDIATED = 600_00;
    private static final Duration MOMENT = Duration.ofMinutes(5);

    private final DisputeWorld world = new DisputeWorld();

    private void stage(String expected) {
        assertEquals(expected, world.stage());
    }

    /** To a moment before the stage's deadline. */
    private void toTheEnd() {
        Instant end = world.state().deadline().orElseThrow().minus(MOMENT);
        world.pass(Duration.between(world.clock.instant(), end));
    }

    private void over() {
        toTheEnd();
        world.pass(MOMENT.multipliedBy(3));
    }

    private void outage(Duration length) {
        Instant to = world.state().deadline().orElseThrow();
        world.outages.add(new Context.Outage(to.minus(length), to));
    }

    @Test
    void isShorterThanTheLongStopWithEveryOutage() {
        world.escrow = world.escrows.delivered(MEDIATED, "dispute-00000001");
        world.dispute(world.escrow, "dispute-00000001");
        world.drain();
        Instant longStop = world.told(world.escrow).getFirst().longStop().orElseThrow();
        over();
        stage("awaiting_response");
        toTheEnd();
        assertInstanceOf(Outcome.Done.class, world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        stage("negotiating");
        // Ten days of outages, which is all that may move the deadlines.
        outage(Duration.ofDays(10));
        over();
        stage("negotiating");
        assertEquals(DisputeTerms.MOST_OUTAGES, world.state().delays().outages());
        assertEquals(DisputeTerms.MOST_OUTAGES, world.told(world.escrow).getFirst().extended());
        over();
        stage("evidence");
        over();
        stage("rebuttal");
        over();
        stage("mediation");
        over();
        stage("ruling");
        over();
        stage("ruling");
        over();
        stage("ruled");
        toTheEnd();
        assertInstanceOf(
                Outcome.Done.class,
                world.as(Side.PAYEE, "appeal", by -> new DisputeCommand.Appeal(by, Optional.empty())));
        stage("appeal");
        over();
        stage("appeal");
        over();
        world.pass(Duration.ofDays(2));
        stage("closed");
        assertEquals("ruled", world.state().outcome().orElseThrow().code());
        assertEquals(How.AWARDED, world.told(world.escrow).getFirst().end().orElseThrow().how());
        assertTrue(world.clock.instant().isBefore(longStop), world.clock.instant() + ", not before " + longStop);
        world.checkIdle();
    }
}
