package dev.surety.disputes.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Offer;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.procedure.DisputeCommand;
import dev.surety.disputes.world.DisputeWorld;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import dev.surety.runtime.resilience.TooMuchContention;
import dev.surety.testkit.AtOnce;
import java.time.Duration;
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
    private static final int ROUNDS = 6 * Integer.getInteger("surety.sweep", 1);
    private static final int ALL = 6;
    private static final int WITHOUT_OPERATORS = 4;
    private static final Division HALF = new Division(Money.of(30_00, "EUR"), Money.of(30_00, "EUR"));

    @Test
    void aDisputeEndsOnceHoweverManyEndIt() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            outcomes.merge(ended(round), 1, Integer::sum);
        }
        System.out.println("outcomes of 64 at once: " + outcomes);
        assertTrue(outcomes.keySet().stream().anyMatch(outcome -> !outcome.equals("outside")), outcomes.toString());
    }

    private static String ended(int round) throws Exception {
        var world = new DisputeWorld();
        world.disputed("dispute-0000000" + round);
        world.drain();
        world.as(Side.PAYEE, "offer", by -> new DisputeCommand.MakeOffer(by, HALF));
        Offer offer = world.state().offers().getFirst();
        // Operators act on the escrow itself, and so are nearly always first. Each other round goes without them.
        int ways = round % 2 == 0 ? WITHOUT_OPERATORS : ALL;
        List<Boolean> _ = AtOnce.call(CALLERS, caller -> act(world, offer, caller, caller % ways));
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
                case 4 -> world.escrows.force(escrow + "/withdraw", "{\"reason\":\"by phone\"}", key);
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
