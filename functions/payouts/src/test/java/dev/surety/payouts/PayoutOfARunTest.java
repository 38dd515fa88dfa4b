package dev.surety.payouts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import org.junit.jupiter.api.Test;

class PayoutOfARunTest {
    @Test
    void anItemIsDebitedAndSentOnceHoweverOftenItIsAskedFor() {
        var world = new PayoutWorld().released(PayoutWorld.ANNA, 10_000);
        RunItem item = world.item(PayoutWorld.ANNA, 4_000);
        for (int i = 0; i < 3; i++) {
            assertEquals(i == 0 ? "scheduled" : "sent", world.use.scheduling().ofRun(item).state());
            assertEquals("sent", world.use.sending().send(PayoutWorld.DEMO, item.payout()).state());
        }
        world.posted();
        assertEquals(6_000, world.payable(PayoutWorld.ANNA));
        assertEquals(4_000, world.transit());
        assertEquals(1, world.atBank().executed());
        assertEquals(1, world.rail.sent.size());
        world.check();
    }
}
