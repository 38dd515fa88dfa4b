package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.FaultyGateway;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every fault of a bank that draws what is not free: the books say the same, and nobody is paid twice. */
class EveryFaultOfDisputesTest {
    private static int schedules;

    /** A delivered escrow of 60.00 whose payer's bank is played. */
    private static final class Case {
        private final PlayedBank bank = new PlayedBank();
        private final EscrowWorld world;
        private final String id;
        private final String payment;

        Case(Faults faults) {
            world = new EscrowWorld(faults, gateway -> new FaultyGateway(bank.before(gateway), faults));
            id = world.delivered(6000, "prepare-00000001");
            payment = world.get("/v1/escrows/" + id).body().path("payment").path("id").asString("");
        }

        /** As a queue does: what was not acknowledged comes again. */
        void hears(String chargeback, long amountMinor, ChargebackStatus word) {
            bank.says(chargeback, amountMinor, word);
            for (int i = 0; i < 4 && world.wake("payment#demo#" + payment, 0) > 0; i++) {
                world.clock.advance(Duration.ofMinutes(1));
            }
        }

        void timePasses() {
            for (int i = 0; i < 6; i++) {
                world.clock.advance(Duration.ofMinutes(20));
                world.wakeDue();
            }
        }

        long amount(String name) {
            return world.get("/v1/escrows/" + id).body().path("amounts").path(name).path("amount").asLong(-1);
        }
    }

    @AfterAll
    static void sayHowManyWereTried() {
        System.out.printf("cases: %d fault schedules tried%n", schedules);
    }

    private static void trying(String name, Consumer<Case> prepare, Consumer<Case> act, Consumer<Case> then) {
        schedules += EveryFault.<Case>of(
                        name,
                        faults -> {
                            var at = new Case(faults);
                            prepare.accept(at);
                            return at;
                        },
                        act::accept)
                .recovering(at -> {
                    act.accept(at);
                    at.timePasses();
                })
                .checking(at -> {
                    then.accept(at);
                    at.world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }

    @Test
    void aRefundThatIsRefusedWhileABankHasItsMoney() {
        trying(
                "chargeback of a refund that is refused",
                at -> {
                    at.bank.refundsAre(new GatewayResult.Unknown());
                    String all = "{\"reason\":\"other\"}";
                    at.world.post("/v1/escrows/" + at.id + "/refund", all, "refund-000000001");
                },
                at -> {
                    at.hears("cb_1", 6000, ChargebackStatus.OPEN);
                    at.bank.refundsAre(new GatewayResult.Declined("charged_back"));
                    at.hears("cb_1", 6000, ChargebackStatus.OPEN);
                },
                at -> {
                    assertEquals(6000, at.amount("frozen"));
                    assertEquals(-6000, at.world.balance("dispute"));
                    assertEquals(0, at.world.balance("outgoing"));
                });
    }

    @Test
    void oneChargebackThatIsGivenBackAndCoversAnother() {
        trying(
                "chargeback that covers another",
                at -> {
                    at.hears("cb_1", 5000, ChargebackStatus.OPEN);
                    at.hears("cb_2", 3000, ChargebackStatus.OPEN);
                },
                at -> at.hears("cb_1", 5000, ChargebackStatus.WON),
                at -> {
                    assertEquals(3000, at.amount("frozen"));
                    assertEquals(3000, at.amount("uncommitted"));
                    assertEquals(-3000, at.world.balance("dispute"));
                });
    }
}
