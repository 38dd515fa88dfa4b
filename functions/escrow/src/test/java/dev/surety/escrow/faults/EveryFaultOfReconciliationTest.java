package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.world.Disturbed;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.id.Id;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.HttpEvents;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every fault of hearing, and finding out, what happened at a gateway. What was acknowledged does not come again. */
class EveryFaultOfReconciliationTest {
    private static final String NOBODYS = "pay_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static int schedules;

    @AfterAll
    static void sayHowManyWereTried() {
        System.out.printf("news: %d fault schedules tried%n", schedules);
    }

    private static void tried(
            String name,
            BiFunction<EscrowWorld, String, String> prepare,
            EveryFault.Act<Disturbed> act,
            Consumer<Disturbed> then) {
        tried(name, faults -> new Disturbed(faults, prepare), act, then);
    }

    private static void tried(
            String name,
            Function<Faults, Disturbed> build,
            EveryFault.Act<Disturbed> act,
            Consumer<Disturbed> then) {
        schedules += EveryFault.<Disturbed>of(name, build, act)
                .checking(at -> {
                    then.accept(at);
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
    }

    private static String payment(Disturbed at) {
        return new GatewayBooks(at.world).payment(at.id);
    }

    private static void isHeldAndChargedOnce(Disturbed at) {
        at.timePasses();
        assertEquals("held", at.escrow().text("state"));
        assertEquals(1, at.world.charges());
    }

    @Test
    void thatThePayerHasConfirmed() {
        tried(
                "3-D Secure confirmed",
                (world, key) -> {
                    String id = world.paidWith("card_3ds", 6000, key);
                    var books = new GatewayBooks(world);
                    books.captured(books.payment(id), 6000, "card_3ds");
                    return id;
                },
                at -> at.hear("payment#demo#" + payment(at)),
                EveryFaultOfReconciliationTest::isHeldAndChargedOnce);
    }

    @Test
    void thatASlowDebitHasArrived() {
        tried(
                "slow debit",
                faults -> {
                    var at = new Disturbed(faults, (world, key) -> world.paidWith("debit_slow", 6000, key));
                    at.world.clock.advance(Duration.ofDays(2));
                    return at;
                },
                at -> at.world.wakeDue(),
                EveryFaultOfReconciliationTest::isHeldAndChargedOnce);
    }

    /** As a gateway sends its notices: again and again until one is acknowledged. */
    private static void tell(Disturbed at, String event, String payment) {
        String body = """
                {"id":"%s","type":"charge.captured","account":"sandbox_demo","reference":"%s"}"""
                .formatted(event, payment);
        String signature = at.world.notices.sign("sandbox", "demo", body.getBytes(StandardCharsets.UTF_8));
        at.once(event, () -> at.world.answer(HttpEvents.of(
                        "POST",
                        "/v1/gateways/sandbox/demo/webhooks",
                        body,
                        "",
                        Map.of(),
                        Map.of("surety-signature", signature)))
                .status()
                == 200);
    }

    @Test
    void byANoticeThatIsFollowed() {
        tried(
                "notice followed",
                (world, key) -> world.paidWith("card_timeout_done", 6000, key),
                at -> tell(at, "evt-1", payment(at)),
                EveryFaultOfReconciliationTest::isHeldAndChargedOnce);
    }

    @Test
    void byANoticeThatIsParked() {
        tried(
                "notice parked",
                (world, key) -> world.created(6000, key),
                at -> tell(at, "evt-1", NOBODYS),
                at -> assertEquals(List.of("opens gateway_notice"), at.world.attention()));
    }

    @Test
    void byWhoeverClosesANotice() {
        String path = "/v1/gateway-notices/" + Id.derive("ntc", "sandbox", "demo", "evt-1");
        tried(
                "notice closed",
                faults -> {
                    var at = new Disturbed(faults, (world, key) -> world.created(6000, key));
                    tell(at, "evt-1", NOBODYS);
                    return at;
                },
                at -> {
                    Response _ = close(at, path);
                },
                at -> {
                    Response closed = close(at, path);
                    assertEquals("closed", closed.text("status"), closed.bytes());
                    assertEquals("by hand", closed.text("reason"));
                    assertEquals(List.of("opens gateway_notice", "closes gateway_notice"), at.world.attention());
                });
    }

    private static Response close(Disturbed at, String path) {
        String why = "{\"reason\":\"by hand\"}";
        return at.world.call("POST", path + "/close", why, "close-0000000001", EscrowWorld.operator());
    }

    @Test
    void thatARefundWasSentAfterANo() {
        tried(
                "late refund",
                (world, key) -> {
                    String id = world.paidWith("refund_fails", 6000, key);
                    Response refused = world.post("/v1/escrows/" + id + "/refund", "{\"reason\":\"x\"}", key);
                    String refund = refused.body().path("refunds").path(0).path("id").asString("");
                    var books = new GatewayBooks(world);
                    books.sent(books.payment(id), refund, 6000);
                    return id;
                },
                at -> at.hear("payment#demo#" + payment(at)),
                at -> {
                    assertEquals(-6000, at.world.balance("suspense"));
                    assertEquals(List.of("opens late_refund"), at.world.workOf("payment"));
                    assertEquals(List.of("opens refund_failed"), at.world.workOf("escrow"));
                });
    }
}
