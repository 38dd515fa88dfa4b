package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.escrow.world.Disturbed;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Every store write and gateway call of what sends money back or freezes it, lost and kept, the process dying around
 * each, and in pairs. After each: one effect, the gateway sent what the books say, everything clears.
 */
class EveryFaultOfRefundsTest {
    private static final String WHY = "{\"reason\":\"damaged\"}";
    private static final String PART = "{\"reason\":\"damaged\",\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}";
    private static final BiFunction<EscrowWorld, String, String> HELD = EscrowWorld::fundedAs;
    private static final BiFunction<EscrowWorld, String, String> DELIVERED = EscrowWorld::deliveredAs;
    private static final BiFunction<EscrowWorld, String, String> DISPUTED = EveryFaultOfRefundsTest::disputed;
    private static final BiFunction<EscrowWorld, String, String> SETTLED = EveryFaultOfRefundsTest::settled;

    private static int schedules;

    private static String disputed(EscrowWorld world, String key) {
        String id = world.delivered(6000, key);
        assertEquals(200, world.post("/v1/escrows/" + id + "/dispute", WHY, key).status());
        return id;
    }

    private static String settled(EscrowWorld world, String key) {
        String id = world.delivered(6000, key);
        assertEquals(200, world.post("/v1/escrows/" + id + "/accept", "", key).status());
        world.posted();
        return id;
    }

    private static String unsendable(EscrowWorld world, String key) {
        return world.paidWith("refund_fails", 6000, key);
    }

    @AfterAll
    static void sayHowManyWereTried() {
        System.out.printf("money back: %d fault schedules tried%n", schedules);
    }

    private static EveryFault<Disturbed> commanded(
            String name,
            BiFunction<EscrowWorld, String, String> from,
            String command,
            String body,
            Consumer<Disturbed> then) {
        return EveryFault.<Disturbed>of(name, faults -> new Disturbed(faults, from), at -> at.send(command, body))
                .recovering(at -> at.sendPatiently(command, body))
                .checking(at -> {
                    at.hasItsAnswer(command, body);
                    at.timePasses();
                    then.accept(at);
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class);
    }

    private static void sentBack(Disturbed at, long amount) {
        assertEquals(amount, at.world.sentBack(), "at the gateway, once");
        assertEquals(amount, at.amount("refunded"));
    }

    @Test
    void refundingAllThatIsHeld() {
        schedules += commanded("refund all", HELD, "refund", WHY, at -> {
                    sentBack(at, 6000);
                    assertEquals("settled", at.escrow().text("state"));
                })
                .inPairs()
                .run();
    }

    @Test
    void refundingAPartOfWhatIsDelivered() {
        schedules += commanded("refund a part", DELIVERED, "refund", PART, at -> {
                    sentBack(at, 1000);
                    assertEquals("delivered", at.escrow().text("state"));
                })
                .inPairs()
                .run();
    }

    @Test
    void refundingWhatTheGatewayWillNotSend() {
        schedules += commanded("refund that fails", EveryFaultOfRefundsTest::unsendable, "refund", WHY, at -> {
                    sentBack(at, 0);
                    assertEquals(6000, at.amount("uncommitted"));
                })
                .run();
    }

    @Test
    void refundingAfterSettlement() {
        schedules += commanded("refund after settlement", SETTLED, "refund", PART, at -> {
                    sentBack(at, 1000);
                    assertEquals(4280, at.world.balance("payable:" + EscrowWorld.PAYEE), "charged once");
                    assertEquals(0, at.world.balance("debt:" + EscrowWorld.PAYEE));
                    at.world.posted();
                })
                .inPairs()
                .run();
    }

    @Test
    void refundingMoreThanThePayeeHas() {
        schedules += EveryFault.<Disturbed>of(
                        "refund that the payee cannot bear",
                        faults -> new Disturbed(faults, SETTLED),
                        at -> at.send("refund", WHY))
                .checking(at -> {
                    assertEquals(0, at.world.sentBack());
                    assertEquals(5280, at.world.balance("payable:" + EscrowWorld.PAYEE));
                    at.world.posted();
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }

    @Test
    void callingOffWhatIsPaid() {
        schedules += commanded("cancel", HELD, "cancel", "{\"onBehalfOf\":\"payee\"}", at -> {
                    sentBack(at, 6000);
                    assertEquals("cancelled", at.escrow().text("state"));
                })
                .run();
    }

    @Test
    void disputing() {
        for (Trouble trouble : Trouble.values()) {
            schedules += commanded("dispute under " + trouble, DELIVERED, "dispute", PART, at -> {
                        assertEquals("delivered", at.escrow().text("state"), "the rest goes on");
                        assertEquals(1000, at.amount("frozen"));
                    })
                    .inPairs()
                    .with(trouble)
                    .run();
        }
    }

    @Test
    void disputingWhatMaturesAfterSettlement() {
        schedules += commanded("dispute what matures", EveryFaultOfRefundsTest::maturing, "dispute", PART, at -> {
                    assertEquals("disputed", at.escrow().text("state"));
                    assertEquals(1000, at.amount("frozen"));
                })
                .run();
    }

    @Test
    void releasingInPairs() {
        schedules += commanded("release in pairs", DELIVERED, "release", "{}", at ->
                        assertEquals("settled", at.escrow().text("state")))
                .inPairs()
                .run();
    }

    @Test
    void withdrawing() {
        schedules += commanded("withdraw", DISPUTED, "withdraw", "", at ->
                        assertEquals("delivered", at.escrow().text("state")))
                .run();
    }

    @Test
    void awarding() {
        String body = """
                {"reason":"both are right","lines":[{"to":"payee","amount":{"amount":4000,"currency":"EUR"}},
                 {"to":"payer","amount":{"amount":2000,"currency":"EUR"}}]}""";
        schedules += commanded("award", DISPUTED, "award", body, at -> {
                    sentBack(at, 2000);
                    assertEquals("split", at.escrow().text("outcome"));
                })
                .inPairs()
                .run();
    }

    private static EveryFault<Disturbed> woken(
            String name, BiFunction<EscrowWorld, String, String> from, Duration later, Consumer<Disturbed> then) {
        return EveryFault.<Disturbed>of(
                        name,
                        faults -> {
                            var at = new Disturbed(faults, from);
                            at.world.clock.advance(later);
                            return at;
                        },
                        at -> at.world.wakeDue())
                .checking(at -> {
                    at.timePasses();
                    then.accept(at);
                    assertEquals(0, at.world.wakeDue());
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class);
    }

    @Test
    void wakingWhenNothingWasDelivered() {
        schedules += woken("wake, not delivered", HELD, Duration.ofDays(15), at -> {
                    sentBack(at, 6000);
                    assertEquals("refunded", at.escrow().text("outcome"));
                })
                .inPairs()
                .run();
    }

    @Test
    void wakingWhenNobodyRuled() {
        schedules += woken("wake, long stop", DISPUTED, Duration.ofDays(76), at -> sentBack(at, 6000))
                .run();
    }

    @Test
    void wakingWhenMoneyHasMatured() {
        schedules += woken("wake, matured", EveryFaultOfRefundsTest::maturing, Duration.ofDays(4), at ->
                        assertEquals(5280, at.world.balance("payable:" + EscrowWorld.PAYEE)))
                .run();
    }

    private static String maturing(EscrowWorld world, String key) {
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.delivered(6000, key);
        assertTrue(world.post("/v1/escrows/" + id + "/accept", "", key).status() == 200);
        return id;
    }

    @Test
    void wakingWhatTheGatewayWillNotSendUntilItIsGivenUp() {
        schedules += EveryFault.<Disturbed>of(
                        "wake, undeliverable",
                        faults -> new Disturbed(faults, EveryFaultOfRefundsTest::unsendable),
                        at -> {
                            for (int day = 0; day < 25; day++) {
                                at.world.clock.advance(Duration.ofDays(1));
                                at.world.wakeDue();
                            }
                        })
                .checking(at -> {
                    assertEquals(0, at.world.sentBack());
                    assertEquals(6000, at.world.balance("suspense"));
                    assertEquals("settled", at.escrow().text("state"));
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }
}
