package dev.surety.payouts.report;

import static dev.surety.payouts.report.ReportWorld.bytes;
import static dev.surety.payouts.report.ReportWorld.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every write while two overlapping reports are read is lost and kept, and the process dies there. */
class EveryFaultOfAReportTest {
    private static final String ANNA = "r1,charge,%s,10.00,0.20,,EUR,S1,2026-11-20,acme\n".formatted(payment("anna"));
    private static final String BEN = "r2,charge,%s,5.00,0.10,,EUR,S1,2026-11-20,acme\n".formatted(payment("ben"));
    private static final String MORE = "r3,charge,%s,7.00,0,,EUR,,2026-11-20,acme\n".formatted(payment("cleo"));
    private static final String ODD = "r4,topup,,1.00,0,,EUR,S1,2026-11-20,acme\n";
    private static final String PAYOUT = "r5,payout,,-15.70,0,,EUR,S1,2026-11-20,acme\n";

    private static void begin(ReportWorld world) {
        world.upload("whole", bytes(ANNA + BEN + ODD + PAYOUT));
        world.upload("part", bytes(MORE + ANNA));
    }

    private static EveryFault<ReportWorld> life() {
        return EveryFault.<ReportWorld>of(
                        "reading reports",
                        faults -> new ReportWorld(faults)
                                .captured("anna", 10_00)
                                .captured("ben", 5_00)
                                .captured("cleo", 9_00),
                        world -> {
                            begin(world);
                            world.hear("part");
                            world.hear("whole");
                            world.bankLine("B1", 15_70);
                        })
                // The bucket tells again of each file, timers bring what a dead process had begun, and a line is told
                // again.
                .recovering(world -> {
                    begin(world);
                    List.of("part", "whole").forEach(world::hear);
                    for (int i = 0; i < 4; i++) {
                        world.timers(Duration.ofMinutes(2));
                    }
                    world.bankLine("B1", 15_70);
                    world.hear("part");
                })
                .checking(world -> {
                    assertEquals(Map.of("explained", 2L, "amount_differs", 1L, "unknown_type", 1L), world.rows());
                    assertEquals(1_00 - 2_00, world.balance("suspense"));
                    assertEquals(-30, world.balance("costs:shop_pay"));
                    assertEquals(-7_00, world.balance("gateway:shop_pay"));
                    assertEquals(0, world.balance("settling:shop_pay"));
                    assertEquals(
                            List.of("gateway_settlement.arrived.v1", "gateway_settlement.settled.v1"),
                            world.settlements());
                    world.check();
                })
                .orEndingWith(Outage.class);
    }

    @Test
    void oneWriteOrTheProcess() {
        int tried = life().withDeaths().run();
        assertTrue(tried > 50, "tried " + tried);
    }
}
