package dev.surety.disputes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.DisputeAttention;
import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.procedure.Context;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.runtime.command.Outcome.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Parties who use each deadline to its last moment, arbiters who never rule, outages to their bound, and a bank that
 * has the money for weeks: the escrow's long stop still comes after the end, in the first case and in the second.
 */
class TheLongestDisputeTest {
    private static final Duration AT_THE_BANK = Duration.ofDays(40);

    private final DisputeWorld world = new DisputeWorld();
    private int keys;

    @Test
    void theLongStopNeverComesFirst() {
        String escrow = world.disputed("dispute-00000001");
        world.drain();
        begin(this::atTheBank);
        atTheLastMoment(DisputeCommand.Withdraw::new, Side.PAYER);
        world.drain();
        ended(escrow, 1, Outcome.WITHDRAWN, How.WITHDRAWN);

        assertEquals(200, world.dispute(escrow, "dispute-00000002").status());
        world.last = DisputeId.of(DisputeWorld.DEMO, new EscrowId(escrow), 2);
        world.drain();
        begin(() -> {});
        atTheLastMoment(side -> new DisputeCommand.Appeal(side, Optional.empty()), Side.PAYEE);
        toDeadline();
        toDeadline();
        assertTrue(world.state().enforcement().isPresent(), world.stage());
        world.pass(Duration.ofHours(1));
        ended(escrow, 2, Outcome.RULED, How.AWARDED);
        world.checkIdle();
    }

    /** From the opening to a ruling that no person made. */
    private void begin(Runnable inEvidence) {
        Instant start = world.clock.instant();
        world.outages.clear();
        world.outages.add(new Context.Outage(start, start.plus(Duration.ofDays(200))));
        while (!isLastChance()) {
            toDeadline();
        }
        atTheLastMoment(DisputeCommand.Reject::new, Side.PAYEE);
        toDeadline();
        assertEquals(Stage.EVIDENCE.code(), world.stage());
        inEvidence.run();
        while (world.state().stage() != Stage.RULED) {
            toDeadline();
        }
    }

    private boolean isLastChance() {
        assertEquals(Stage.AWAITING_RESPONSE.code(), world.stage());
        return world.state().delays().hasWaitedForNotice()
                && world.state().delays().outages().equals(DisputeTerms.MOST_OUTAGES);
    }

    private void atTheBank() {
        world.pass(Duration.ofDays(1));
        world.bank(DisputeWorld.PRICE, "drawn");
        world.drain();
        assertEquals(Stage.SUSPENDED.code(), world.stage());
        world.pass(AT_THE_BANK);
        world.bank(DisputeWorld.PRICE, "won");
        world.drain();
        assertEquals(Stage.EVIDENCE.code(), world.stage());
    }

    private void toDeadline() {
        Instant deadline = world.state().deadline().orElseThrow();
        world.pass(Duration.between(world.clock.instant(), deadline));
    }

    private void atTheLastMoment(Function<Side, DisputeCommand> command, Side side) {
        Instant deadline = world.state().deadline().orElseThrow();
        world.pass(Duration.between(world.clock.instant(), deadline).minusMillis(1));
        var outcome = world.as(side, "last-moment-" + ++keys, command);
        assertInstanceOf(Done.class, outcome, outcome.toString());
    }

    private void ended(String escrow, int ordinal, Outcome outcome, How how) {
        assertEquals(Optional.of(outcome), world.state().outcome());
        assertTrue(!world.state().attention().contains(DisputeAttention.LONG_STOP_FIRED));
        assertEquals(how, world.told(escrow).get(ordinal - 1).end().orElseThrow().how());
    }
}
