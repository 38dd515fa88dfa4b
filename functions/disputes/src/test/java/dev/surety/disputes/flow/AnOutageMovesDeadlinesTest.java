package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.Context.Outage;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.runtime.command.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An outage that an operator posts late, while disputes are open whose deadlines it covers. */
class AnOutageMovesDeadlinesTest {
    private static final Duration RESPOND = Duration.ofDays(5);

    private final DisputeWorld world = new DisputeWorld();

    private Instant noticed() {
        world.disputed("dispute-00000001");
        world.drain();
        Instant now = world.clock.instant();
        assertInstanceOf(
                Outcome.Done.class,
                world.marketplace("notice", new DisputeCommand.Notify(Side.PAYEE, now, "email")));
        return now;
    }

    @Test
    void theDeadlineMovesAtItsOwnWakeBeforeSilenceLoses() {
        Instant opened = noticed();
        world.outages.add(new Outage(
                opened.plus(RESPOND).minus(Duration.ofHours(10)),
                opened.plus(RESPOND).minus(Duration.ofHours(5))));

        world.pass(RESPOND.plusMinutes(10));

        assertEquals("awaiting_response", world.stage());
        assertTrue(world.state().deadline().orElseThrow().isAfter(world.clock.instant().plus(Duration.ofHours(23))));
        assertInstanceOf(
                Outcome.Done.class,
                world.as(Side.PAYEE, "reject", DisputeCommand.Reject::new));
        world.check();
    }

    @Test
    void withoutAnOutageTheSameSilenceLoses() {
        noticed();
        world.pass(RESPOND.plusMinutes(10));
        assertEquals("DEFAULTED", world.state().outcome().orElseThrow().name());
        world.checkIdle();
    }


    @Test
    void eachOutageMovesTheDeadlineOnce() {
        Instant opened = noticed();
        world.outages.add(new Outage(
                opened.plus(RESPOND).minus(Duration.ofHours(10)),
                opened.plus(RESPOND).minus(Duration.ofHours(5))));
        world.pass(RESPOND.plusMinutes(10));
        Instant moved = world.state().deadline().orElseThrow();
        world.pass(Duration.between(world.clock.instant(), moved.plus(Duration.ofMinutes(10))));
        assertEquals("DEFAULTED", world.state().outcome().orElseThrow().name());
        world.checkIdle();
    }
}
