package dev.surety.payouts.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every write from a transfer to a payout that is paid and returned is lost and kept, and the process dies there. */
class EveryFaultOfALineTest {
    private static EveryFault<BankingWorld> life() {
        return EveryFault.<BankingWorld>of(
                        "lines of the bank",
                        BankingWorld::new,
                        world -> {
                            send(world);
                            world.run("2026-03-02T11:00:00Z");
                            world.run("2026-03-05T11:00:00Z");
                        })
                // Timers and queues bring again what a dead process had begun; senders repeat what they do not know.
                .recovering(world -> {
                    send(world);
                    world.run("2026-03-08T11:00:00Z");
                })
                .checking(world -> {
                    assertEquals(List.of("payout.paid.v1"), world.events("one"));
                    assertEquals(List.of("payout.paid.v1", "payout.returned.v1"), world.events("two"));
                    assertEquals(0, world.transit());
                    assertEquals(1_000, world.booked());
                    world.agree(2);
                })
                .orEndingWith(Outage.class);
    }

    private static void send(BankingWorld world) {
        world.at("2026-03-02T10:20:00Z");
        world.send("one", BankingWorld.ORDINARY);
        world.send("two", "DE38900000000000000010");
    }

    @Test
    void oneWriteOrTheProcess() {
        int tried = life().withDeaths().run();
        assertTrue(tried > 50, "tried " + tried);
    }

    @Test
    void anyTwoWrites() {
        int tried = life().inPairs().run();
        assertTrue(tried > 300, "tried " + tried);
    }
}
