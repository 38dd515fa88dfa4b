package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.HttpEvents;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gateway tells of news at its endpoint: signed it is a hint, and everything else is nothing. */
class WebhookTest {
    private static final String KEY = "notice-0000000001";
    private static final String PATH = "/v1/gateways/sandbox/demo/webhooks";

    private boolean silent;
    private final EscrowWorld world = new EscrowWorld(Faults.none(), SilentGateway::new);

    private Response tell(String path, String body, String signature) {
        return world.answer(HttpEvents.of("POST", path, body, "", Map.of(), Map.of("surety-signature", signature)));
    }

    private Response tell(String body) {
        return tell(PATH, body, world.notices.sign("sandbox", "demo", body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String notice(String id, String account, String payment, long amount) {
        return """
            {"id":"%s","type":"charge.captured","account":"%s","reference":"%s",
             "amount":{"amount":%d,"currency":"EUR"}}"""
                .formatted(id, account, payment, amount);
    }

    /** An escrow whose payment the gateway has made and not told of. */
    private String silentlyPaid() {
        String id = world.paidWith("card_timeout_done", 6000, KEY);
        assertEquals("funding", world.get("/v1/escrows/" + id).text("state"));
        return id;
    }

    private String payment(String id) {
        return world.get("/v1/escrows/" + id).body().path("payment").path("id").asString("");
    }

    @Test
    void aHintIsFollowedByAskingTheGateway() {
        String id = silentlyPaid();

        Response heard = tell(notice("evt-1", "sandbox_demo", payment(id), 6000));

        assertEquals(200, heard.status(), heard.bytes());
        assertEquals("followed", heard.text("status"));
        assertEquals("held", world.get("/v1/escrows/" + id).text("state"));
        long entries = world.entries();
        assertEquals("followed", tell(notice("evt-1", "sandbox_demo", payment(id), 6000)).text("status"));
        assertEquals(entries, world.entries(), "twice is once");
        world.checkIdle();
    }

    @Test
    void unsignedAlteredOrSignedForAnotherEndpointItIsNothing() {
        String id = silentlyPaid();
        String body = notice("evt-1", "sandbox_demo", payment(id), 6000);
        String good = world.notices.sign("sandbox", "demo", body.getBytes(StandardCharsets.UTF_8));
        String others = world.notices.sign("sandbox", "other", body.getBytes(StandardCharsets.UTF_8));
        long entries = world.entries();

        for (Response answer : List.of(
                tell(PATH, body, ""),
                tell(PATH, body, "t=1,v1=00"),
                tell(PATH, body.replace("6000", "6001"), good),
                tell(PATH, body, others),
                tell("/v1/gateways/sandbox/other/webhooks", body, good),
                tell("/v1/gateways/stripe/demo/webhooks", body, good))) {
            assertEquals(401, answer.status(), answer.bytes());
        }
        assertEquals(entries, world.entries());
        assertEquals("funding", world.get("/v1/escrows/" + id).text("state"));
    }

    @Test
    void anOldOneIsNothing() {
        String body = notice("evt-1", "sandbox_demo", payment(silentlyPaid()), 6000);
        String signature = world.notices.sign("sandbox", "demo", body.getBytes(StandardCharsets.UTF_8));
        world.clock.advance(Duration.ofMinutes(6));
        assertEquals(401, tell(PATH, body, signature).status());
    }

    @Test
    void whatFitsNoIntentIsParkedForSomebodyAndChangesNothingElse() {
        String id = silentlyPaid();
        String unknown = "pay_aaaaaaaaaaaaaaaaaaaaaaaaaa";
        List<String> misfits = List.of(
                notice("evt-1", "sandbox_demo", unknown, 6000),
                notice("evt-2", "sandbox_other", payment(id), 6000),
                notice("evt-3", "sandbox_demo", payment(id), 5999),
                notice("evt-4", "sandbox_demo", "not-even-an-id", 6000));

        for (String misfit : misfits) {
            assertEquals("parked", tell(misfit).text("status"));
            assertEquals("parked", tell(misfit).text("status"), "twice is once");
        }

        assertEquals(4, world.workOf("notice").size());
        assertEquals(List.of("opens gateway_notice"), world.workOf("notice").stream().distinct().toList());
        assertEquals("funding", world.get("/v1/escrows/" + id).text("state"));
    }

    /** Whoever has seen to a parked notice says what it was, and it leaves the work queue. */
    @Test
    void aParkedNoticeIsReadAndClosedByWhoeverHasSeenToIt() {
        tell(notice("evt-1", "sandbox_demo", "pay_aaaaaaaaaaaaaaaaaaaaaaaaaa", 6000));
        String id = Id.derive("ntc", "sandbox", "demo", "evt-1");
        String path = "/v1/gateway-notices/" + id;
        String why = "{\"reason\":\"a charge made by hand\"}";
        Response parked = world.get(path);
        assertEquals("parked", parked.text("status"), parked.bytes());
        assertEquals("evt-1", parked.text("event"));
        var staff = EscrowWorld.operator();
        assertEquals(403, world.call("POST", path + "/close", why, KEY, EscrowWorld.backend()).status());
        assertEquals(400, world.call("POST", path + "/close", "{}", KEY, staff).status());
        String unknown = "/v1/gateway-notices/" + Id.derive("ntc", "x") + "/close";
        assertEquals(404, world.call("POST", unknown, why, KEY, staff).status());

        Response closed = world.call("POST", path + "/close", why, KEY, staff);

        assertEquals("closed", closed.text("status"), closed.bytes());
        assertEquals("a charge made by hand", closed.text("reason"));
        assertEquals(closed.bytes(), world.call("POST", path + "/close", why, KEY, staff).bytes());
        String other = why.replace("hand", "mistake");
        assertEquals(422, world.call("POST", path + "/close", other, KEY, staff).status());
        Response again = world.call("POST", path + "/close", why, "close-0000000002", staff);
        assertEquals("transition_not_allowed", again.text("reason"));
        assertEquals(List.of("opens gateway_notice", "closes gateway_notice"), world.workOf("notice"));
        assertEquals("parked", tell(notice("evt-1", "sandbox_demo", "x", 6000)).text("status"), "no more than before");
        assertEquals(closed.bytes(), world.get(path).bytes());
        Response foreign = world.call("GET", path, "", "", EscrowWorld.backend(EscrowWorld.OTHER));
        assertEquals(404, foreign.status());
        world.checkIdle();
    }

    @Test
    void closedByManyAtOnceOneHasClosedIt() throws Exception {
        tell(notice("evt-1", "sandbox_demo", "pay_aaaaaaaaaaaaaaaaaaaaaaaaaa", 6000));
        String path = "/v1/gateway-notices/" + Id.derive("ntc", "sandbox", "demo", "evt-1") + "/close";

        List<Response> answers = AtOnce.call(8, i -> world.call(
                "POST", path, "{\"reason\":\"seen\"}", "close-000000000" + i, EscrowWorld.operator()));

        assertEquals(1, answers.stream().filter(answer -> answer.status() == 200).count());
        assertEquals(7, answers.stream().filter(answer -> answer.status() == 409).count());
    }

    @Test
    void signedNonsenseIsMalformed() {
        for (String body : List.of("{}", "[]", "{\"id\":1}", "{\"id\":\"e\",\"secret\":\"x\"}", "{")) {
            assertEquals(400, tell(body).status(), body);
        }
        assertEquals(0, world.workOf("notice").size());
    }

    @Test
    void aNoAfterAYesChangesNothing() {
        String id = world.funded(6000, "sale-0000000000001");
        String declined = notice("evt-9", "sandbox_demo", payment(id), 6000).replace("captured", "declined");

        assertEquals("followed", tell(declined).text("status"));

        assertEquals("held", world.get("/v1/escrows/" + id).text("state"), "states never move backwards");
        world.checkIdle();
    }

    /** The gateway charged after it had said no, tells of it, and does not answer when asked: it must tell again. */
    @Test
    void aHintThatCouldNotBeFollowedIsNotAcknowledged() {
        String id = world.paidWith("card_declined", 6000, "sale-0000000000001");
        String payment = payment(id);
        new GatewayBooks(world).captured(payment, 6000, "card_ok");
        silent = true;

        Response unheard = tell(notice("evt-1", "sandbox_demo", payment, 6000));
        silent = false;
        Response heard = tell(notice("evt-1", "sandbox_demo", payment, 6000));

        assertEquals(503, unheard.status(), unheard.bytes());
        assertEquals("followed", heard.text("status"), heard.bytes());
        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    /** Does not say what became of a charge, while it is told not to. */
    private final class SilentGateway implements AroundGateway {
        private final Gateway gateway;

        SilentGateway(Gateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
            return silent ? Optional.of(new GatewayResult.Unknown()) : gateway.find(marketplace, reference);
        }
    }
}
