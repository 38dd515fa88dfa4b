package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.world.Disturbed;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.FaultyGateway;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every fault of a payment of several escrows, of a bank's drawing from it, and of money nobody waited for. */
class EveryFaultOfAPaymentTest {
    private static int schedules;

    /** Some escrows, and perhaps a gateway that lies. */
    private static final class Basket {
        private final EscrowWorld world;
        private final List<String> ids = new ArrayList<>();
        private boolean acknowledged;

        Basket(Faults faults) {
            this(faults, 3);
        }

        Basket(Faults faults, int escrows) {
            world = new EscrowWorld(faults, gateway -> new FaultyGateway(gateway, faults));
            for (int i = 1; i <= escrows; i++) {
                ids.add(world.created(1000L * i, "prepare-0000000" + i));
            }
        }

        Response pay(String method) {
            String body = "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"" + method + "\",\"escrows\":[\""
                    + String.join("\",\"", ids) + "\"]}";
            return world.post("/v1/payments", body, "payment-00000001");
        }

        Response payPatiently(String method) {
            Response answer = pay(method);
            for (int i = 0; i < 4 && (answer.status() == 409 || answer.status() == 503); i++) {
                world.clock.advance(Duration.ofMinutes(3));
                answer = pay(method);
            }
            return answer;
        }

        Response refund() {
            String body = "{\"reason\":\"other\",\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}";
            return world.post("/v1/payments/" + payment() + "/refund", body, "refund-000000001");
        }

        void refundOne() {
            String body = "{\"reason\":\"other\",\"amount\":{\"amount\":100,\"currency\":\"EUR\"}}";
            Response _ = world.post("/v1/escrows/" + ids.getFirst() + "/refund", body, "refund-one-000001");
        }

        /** What the queue brings, until it is acknowledged. */
        void hear() {
            acknowledged = acknowledged || world.wake("payment#demo#" + payment(), 0) == 0;
        }

        Response refundPatiently() {
            Response answer = refund();
            for (int i = 0; i < 4 && answer.status() == 503; i++) {
                world.clock.advance(Duration.ofMinutes(3));
                answer = refund();
            }
            return answer;
        }

        /** Until what nobody knows is known: no longer, or what was never paid would expire. */
        void timePasses() {
            for (int i = 0; i < 8 && states().contains("funding"); i++) {
                world.clock.advance(Duration.ofMinutes(20));
                world.wakeDue();
            }
        }

        List<String> states() {
            return ids.stream()
                    .map(id -> world.get("/v1/escrows/" + id).text("state"))
                    .distinct()
                    .toList();
        }

        private String known = "";

        /** Asked for once, while the world is well. */
        String payment() {
            known = known.isEmpty() ? found() : known;
            return known;
        }

        private String found() {
            return world.get("/v1/escrows/" + ids.getFirst()).body().path("payment").path("id").asString("");
        }

        void bank(String does) {
            boolean done = world.store.items(SuretyTables.SANDBOX).stream()
                    .anyMatch(item -> item.containsKey("bank") && item.get("bank").s().equals(does));
            if (done) {
                return;
            }
            world.store.putItem(put -> put.tableName(SuretyTables.SANDBOX)
                    .item(Map.of(
                            "pk", Items.of("gateway#demo"),
                            "sk", Items.of("cb_" + payment()),
                            "amount", Items.of(6000),
                            "currency", Items.of("EUR"),
                            "bank", Items.of(does)))
                    .conditionExpression("attribute_not_exists(pk) OR bank = :drawn")
                    .expressionAttributeValues(Map.of(":drawn", Items.of("drawn"))));
        }
    }

    @AfterAll
    static void sayHowManyWereTried() {
        System.out.printf("payments: %d fault schedules tried%n", schedules);
    }

    private static void paying(String method) {
        schedules += EveryFault.<Basket>of("pay three with " + method, Basket::new, at -> {
                    Response _ = at.pay(method);
                })
                .recovering(at -> {
                    Response _ = at.payPatiently(method);
                })
                .checking(at -> {
                    Response answer = at.payPatiently(method);
                    assertTrue(answer.status() < 300, answer.bytes());
                    assertEquals(answer.bytes(), at.payPatiently(method).bytes());
                    at.timePasses();
                    boolean charged = at.world.charges() == 1;
                    assertTrue(at.world.charges() <= 1, "the payer is charged at most once");
                    List<String> states = at.states();
                    // What was not paid in time may have expired by now; none is held alone.
                    assertEquals(charged, states.equals(List.of("held")), states.toString());
                    assertEquals(charged, states.contains("held"), "all or none: " + states);
                    assertEquals(-1, states.indexOf("funding"), "nobody waits for ever");
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }

    @Test
    void payingWithACardThatIsGood() {
        paying("card_ok");
    }

    @Test
    void payingWithACardThatIsNot() {
        paying("card_declined");
    }

    @Test
    void hearingThatABankDrewAndGaveBack() {
        schedules += chargeback("won", "held");
    }

    @Test
    void hearingThatABankDrewAndKept() {
        schedules += chargeback("lost", "settled");
    }

    /** A refund of one of its escrows takes the place on the chain just before what was learned is written. */
    @Test
    void hearingThatABankDrewWhileOthersWrite() {
        schedules += EveryFault.<Basket>of(
                        "chargeback while others write",
                        faults -> {
                            var at = new Basket(faults);
                            assertEquals(200, at.pay("card_ok").status());
                            at.bank("drawn");
                            at.world.meddled.onceBefore(
                                    item -> item.containsKey("event")
                                            && item.get("event").s().equals("chargeback.drawn.v1"),
                                    at::refundOne);
                            return at;
                        },
                        Basket::hear)
                .recovering(Basket::hear)
                .checking(at -> {
                    for (int i = 0; i < 4; i++) {
                        at.world.clock.advance(Duration.ofMinutes(20));
                        at.world.wakeDue();
                    }
                    assertEquals(-6000, at.world.balance("dispute"));
                    assertEquals(0, at.world.balance("outgoing"));
                    assertEquals(0, at.world.sentBack(), "the bank has it");
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }

    private static int chargeback(String then, String state) {
        return EveryFault.<Basket>of(
                        "chargeback " + then,
                        faults -> {
                            var at = new Basket(faults);
                            assertEquals(200, at.pay("card_ok").status());
                            at.bank("drawn");
                            return at;
                        },
                        at -> {
                            at.world.wake("payment#demo#" + at.payment(), 0);
                            at.bank(then);
                            at.world.wake("payment#demo#" + at.payment(), 0);
                        })
                .checking(at -> {
                    assertEquals(List.of(state), at.states());
                    assertEquals(0, at.world.balance("dispute"));
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }

    /** The order, what the queue then brings, and what time finds; in pairs, of two escrows. */
    @Test
    void refundingOneInProportion() {
        schedules += EveryFault.<Basket>of(
                        "refund a payment",
                        faults -> {
                            var at = new Basket(faults, 2);
                            assertEquals(200, at.pay("card_ok").status());
                            assertTrue(at.payment().startsWith("pay_"));
                            return at;
                        },
                        at -> {
                            Response _ = at.refund();
                            at.world.wake("payment#demo#" + at.payment(), 0);
                        })
                .recovering(at -> {
                    Response _ = at.refundPatiently();
                })
                .checking(at -> {
                    Response answer = at.refundPatiently();
                    assertEquals(202, answer.status(), answer.bytes());
                    assertEquals(answer.bytes(), at.refundPatiently().bytes());
                    for (int i = 0; i < 4; i++) {
                        at.world.clock.advance(Duration.ofMinutes(20));
                        at.world.wakeDue();
                    }
                    assertEquals(1000, at.world.sentBack(), "at the gateway, once");
                    String status = at.world.get("/v1/payments/" + at.payment())
                            .body().path("refunds").path(0).path("status").asString("");
                    assertEquals("done", status);
                    at.world.checkIdle();
                })
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
    }

    @Test
    void sendingBackWhatNobodyWaitedFor() {
        schedules += EveryFault.<Disturbed>of(
                        "late money",
                        EveryFaultOfAPaymentTest::late,
                        EveryFaultOfAPaymentTest::hear)
                // What was acknowledged does not come again.
                .recovering(EveryFaultOfAPaymentTest::hear)
                .checking(at -> {
                    for (int i = 0; i < 8 && at.world.balance("outgoing") + at.world.balance("suspense") > 0; i++) {
                        at.world.clock.advance(Duration.ofMinutes(7));
                        at.world.wakeDue();
                    }
                    assertEquals(6000, at.world.sentBack());
                    assertEquals(0, at.world.balance("suspense"));
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }

    private static void hear(Disturbed at) {
        at.hear("payment#demo#" + payment(at));
    }

    private static String payment(Disturbed at) {
        return at.escrow().body().path("payment").path("id").asString("");
    }

    /** A payment that the gateway declined, and took all the same. */
    private static Disturbed late(Faults faults) {
        return new Disturbed(faults, (world, key) -> {
            String id = world.paidWith("card_declined", 6000, key);
            var item = world.store.items(SuretyTables.SANDBOX).stream()
                    .filter(of -> of.get("sk").s().startsWith("pay_"))
                    .findFirst()
                    .orElseThrow();
            var taken = new HashMap<>(item);
            taken.put("status", Items.of("captured"));
            world.store.putItem(put -> put.tableName(SuretyTables.SANDBOX)
                    .item(taken)
                    .conditionExpression("attribute_exists(pk)"));
            return id;
        });
    }
}
