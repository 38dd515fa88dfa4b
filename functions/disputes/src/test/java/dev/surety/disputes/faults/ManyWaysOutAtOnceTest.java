package dev.surety.disputes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import dev.surety.model.journal.Entry;
import dev.surety.model.money.Money;
import dev.surety.runtime.resilience.TooMuchContention;
import dev.surety.testkit.AtOnce;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Both sides, an operator and time want to end one dispute in different ways, 64 of them at the same moment. It ends
 * once, and all of the money is accounted for.
 */
class ManyWaysOutAtOnceTest {
    private static final int CALLERS = 64;
    private static final int ROUNDS = 50 * Integer.getInteger("surety.sweep", 1);
    /** The ways of each round in turn. Operators act on the escrow itself, and so are nearly always first. */
    private static final List<List<Integer>> WAYS =
            List.of(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 3, 4, 5, 6), List.of(0, 1, 2, 3, 4, 7));

    private static final int LONG_STOP = 7;
    private static final Division HALF = new Division(Money.of(30_00, "EUR"), Money.of(30_00, "EUR"));

    @Test
    void aDisputeEndsOnceHoweverManyEndIt() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            outcomes.merge(ended(round), 1, Integer::sum);
        }
        System.out.println("outcomes of 64 at once: " + outcomes);
        assertTrue(outcomes.keySet().containsAll(List.of("outside", "timed_out")), outcomes.toString());
        assertTrue(outcomes.size() > 2, outcomes.toString());
    }

    private static Entry last(DisputeWorld world) {
        return world.entries().stream()
                .filter(entry -> entry.chain().id().equals(world.escrow))
                .max(Comparator.comparing(Entry::number))
                .orElseThrow();
    }

    private static String ended(int round) throws Exception {
        var world = new DisputeWorld();
        world.disputed("dispute-00000" + (100 + round));
        world.drain();
        world.as(Side.PAYEE, "offer", by -> new DisputeCommand.MakeOffer(by, HALF));
        Offer offer = world.state().offers().getFirst();
        List<Integer> ways = WAYS.get(round % WAYS.size());
        if (ways.contains(LONG_STOP)) {
            world.pass(Duration.ofHours(2));
            world.clock.set(last(world).due().orElseThrow().at());
        }
        List<Boolean> _ = AtOnce.call(CALLERS, caller -> act(world, offer, caller, ways.get(caller % ways.size())));
        world.pass(Duration.ofDays(3));
        assertEquals("closed", world.stage());
        DisputedMoney money = world.told(world.escrow).getFirst();
        assertTrue(money.end().isPresent());
        world.check();
        return world.state().outcome().orElseThrow().code();
    }

    private static boolean act(DisputeWorld world, Offer offer, int caller, int way) {
        String key = "way-out-00000000" + caller;
        String escrow = "/v1/escrows/" + world.escrow;
        try {
            switch (way) {
                case 0 -> world.as(
                        Side.PAYER, key, by -> new DisputeCommand.AcceptOffer(by, offer.id(), offer.hash()));
                case 1 -> world.as(Side.PAYEE, key, DisputeCommand.Concede::new);
                case 2 -> world.as(Side.PAYER, key, DisputeCommand.Withdraw::new);
                case 3 -> world.use.waking().wake(world.stored(world.last).chain().id(), 0);
                case 4 -> world.escrows.post(escrow + "/refund", "{\"reason\":\"sorry\"}", key);
                case 5 -> world.escrows.force(escrow + "/withdraw", "{\"reason\":\"by phone\"}", key);
                case LONG_STOP -> world.escrows.wake(last(world));
                default -> world.escrows.force(
                        escrow + "/award",
                        "{\"reason\":\"by phone\",\"lines\":[{\"to\":\"payer\",\"amount\":"
                                + "{\"amount\":6000,\"currency\":\"EUR\"}}]}",
                        key);
            }
            return true;
        } catch (TooMuchContention lost) {
            return false;
        }
    }
}
