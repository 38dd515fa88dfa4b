package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.Id;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One charge for several escrows: all of them, or none. */
class PaymentOfManyTest {
    private static final String KEY = "payment-000000001";
    private static final String NEXT = "payment-000000002";

    private final EscrowWorld world = new EscrowWorld();

    private static String sale(int number) {
        return "sale-00000000000" + String.format("%02d", number);
    }

    private static String body(String method, List<String> escrows) {
        return escrows.stream()
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(
                        ",",
                        "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"" + method + "\",\"escrows\":[",
                        "]}"));
    }

    private List<String> created(EscrowWorld in, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(in.created(1000L * i, sale(i)));
        }
        return ids;
    }

    private static List<String> states(EscrowWorld in, List<String> ids) {
        return ids.stream().map(id -> in.get("/v1/escrows/" + id).text("state")).distinct().toList();
    }

    @Test
    void twentyEscrowsArePaidByOneCharge() {
        List<String> ids = created(world, 20);

        Response paid = world.post("/v1/payments", body("card_ok", ids), KEY);

        assertEquals(200, paid.status(), paid.bytes());
        assertEquals("captured", paid.text("status"));
        assertEquals(210_000, paid.body().path("amount").path("amount").asLong(0));
        assertEquals(List.of("held"), states(world, ids));
        assertEquals(paid.bytes(), world.post("/v1/payments", body("card_ok", ids), KEY).bytes());
        assertEquals(1, world.charges());
        assertEquals(
                paid.bytes(), world.get("/v1/payments/" + paid.text("id")).bytes());
        world.checkIdle();
    }

    @Test
    void declinedNoneIsPaidAndAllMayBePaidAgain() {
        List<String> ids = created(world, 3);
        Response declined = world.post("/v1/payments", body("card_declined", ids), KEY);

        assertEquals(200, declined.status());
        assertEquals("card_declined", declined.text("code"));
        assertEquals(List.of("created"), states(world, ids));
        assertEquals("captured", world.post("/v1/payments", body("card_ok", ids), NEXT).text("status"));
        world.checkIdle();
    }

    /** A double click: whoever comes second is told of the first, and never that the escrows are taken. */
    @Test
    void sentByManyAtOnceItIsOnePaymentAndNobodyIsRefused() throws Exception {
        for (int round = 0; round < 20; round++) {
            var busy = new EscrowWorld();
            String body = body("card_ok", created(busy, 3));

            List<Response> answers = AtOnce.call(16, _ -> busy.post("/v1/payments", body, KEY));

            String paid = busy.post("/v1/payments", body, KEY).bytes();
            for (Response answer : answers) {
                boolean same = answer.status() == 200 && answer.bytes().equals(paid);
                assertTrue(same || answer.text("reason").equals("idempotency_key_in_progress"), answer.bytes());
            }
            assertEquals(1, busy.charges());
            busy.checkIdle();
        }
    }

    @Test
    void whatCannotBePaidTogetherIsRefusedBeforeAnythingIsAsked() {
        List<String> ids = created(world, 2);
        String foreign = Id.derive("esc", "foreign");
        long before = world.entries();

        Response unknown = world.post("/v1/payments", body("card_ok", List.of(ids.getFirst(), foreign)), KEY);
        Response twice = world.post("/v1/payments", body("card_ok", List.of(ids.getFirst(), ids.getFirst())), KEY);
        Response none = world.post("/v1/payments", body("card_ok", List.of()), KEY);
        Response tooMany = world.post("/v1/payments", body("card_ok", manyIds()), KEY);

        assertEquals("/escrows/1", unknown.body().path("errors").path(0).path("pointer").asString(""));
        assertEquals("invalid", unknown.text("reason"));
        for (Response answer : List.of(twice, none, tooMany)) {
            assertEquals("malformed", answer.text("reason"), answer.bytes());
        }
        assertEquals(before, world.entries());
        world.post("/v1/escrows/" + ids.getFirst() + "/fund", "{\"method\":\"card_ok\"}", KEY);
        assertEquals("transition_not_allowed", world.post("/v1/payments", body("card_ok", ids), KEY).text("reason"));
    }

    private static List<String> manyIds() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            many.add(Id.derive("esc", Integer.toString(i)));
        }
        return many;
    }

    /** One of them is called off while the others are being reserved: nobody is charged. */
    @Test
    void anEscrowThatGoesAnotherWayEndsThePaymentBeforeTheGatewayIsAsked() {
        List<String> ids = created(world, 3);
        String last = ids.getLast();
        world.meddled.onceBefore(
                item -> item.get("pk").s().endsWith(last),
                () -> world.post("/v1/escrows/" + last + "/cancel", "{\"onBehalfOf\":\"payer\"}", NEXT));

        Response answer = world.post("/v1/payments", body("card_ok", ids), KEY);

        assertEquals("declined", answer.text("status"), answer.bytes());
        assertEquals("escrow_not_available", answer.text("code"));
        assertEquals(0, world.charges());
        assertEquals(List.of("created", "cancelled"), states(world, ids));
        world.checkIdle();
    }

    @Test
    void participantsPayAndSeeTheirOwnOnly() {
        List<String> ids = created(world, 2);
        var payer = EscrowWorld.participant(EscrowWorld.PAYER);
        var payee = EscrowWorld.participant(EscrowWorld.PAYEE);

        Response foreign = world.call("POST", "/v1/payments", body("card_ok", ids), KEY, payee);
        Response own = world.call("POST", "/v1/payments", body("card_ok", ids), KEY, payer);

        assertEquals(403, foreign.status());
        assertEquals("captured", own.text("status"));
        String path = "/v1/payments/" + own.text("id");
        assertEquals(200, world.call("GET", path, "", "", payer).status());
        assertEquals(404, world.call("GET", path, "", "", payee).status());
        assertEquals(404, world.call("GET", path, "", "", EscrowWorld.backend(EscrowWorld.OTHER)).status());
        String list = "/v1/payments?payer=" + EscrowWorld.PAYER;
        assertEquals(1, world.call("GET", list, "", "", payer).body().path("data").size());
        assertEquals(403, world.call("GET", list, "", "", payee).status());
    }

    /** What a bank draws falls on the escrows in proportion to what each has left. */
    @Test
    void aChargebackFallsOnThemInProportionToWhatEachHasLeft() {
        List<String> ids = created(world, 3);
        Response paid = world.post("/v1/payments", body("card_ok", ids), KEY);
        world.post("/v1/escrows/" + ids.getFirst() + "/refund", "{\"reason\":\"other\"}", KEY);
        world.post("/v1/escrows/" + ids.getLast() + "/refund", partOf(1000), KEY);
        bankDraws(paid.text("id"), 2000);

        assertEquals(0, world.wake("payment#demo#" + paid.text("id"), 0));

        List<Long> frozen = ids.stream()
                .map(id -> world.get("/v1/escrows/" + id)
                        .body()
                        .path("amounts")
                        .path("frozen")
                        .path("amount")
                        .asLong(-1))
                .toList();
        assertEquals(List.of(0L, 1000L, 1000L), frozen, "nothing, 20.00 and 20.00 are left of them");
        assertEquals(-2000, world.balance("dispute"));
        world.checkIdle();
    }

    /** The payer's bank draws an amount, by the gateway's books. */
    private void bankDraws(String payment, long amountMinor) {
        world.store.plant(
                SuretyTables.SANDBOX,
                Map.of(
                        "pk", AttributeValue.fromS("gateway#demo"),
                        "sk", AttributeValue.fromS("cb_" + payment),
                        "amount", AttributeValue.fromN(Long.toString(amountMinor)),
                        "currency", AttributeValue.fromS("EUR"),
                        "bank", AttributeValue.fromS("drawn")));
    }

    private static String partOf(long amountMinor) {
        return "{\"reason\":\"other\",\"amount\":{\"amount\":" + amountMinor + ",\"currency\":\"EUR\"}}";
    }

    /** The gateway said no and took the money all the same: it goes back by itself, by way of suspense. */
    @Test
    void moneyThatArrivesAfterANoGoesBackByItself() {
        var lying = new EscrowWorld(Faults.none(), LyingGateway::new);
        String id = lying.created(6000, sale(1));
        Response declined = lying.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", KEY);
        assertEquals("created", declined.text("state"), declined.bytes());
        String payment = declined.body().path("payment").path("id").asString("");

        assertEquals(0, lying.wake("payment#demo#" + payment, 0));

        assertEquals("created", lying.get("/v1/escrows/" + id).text("state"));
        assertEquals(6000, lying.sentBack());
        assertEquals(List.of("opens late_money", "closes late_money"), lying.attention());
        assertEquals(0, lying.balance("suspense"));
        assertEquals(0, lying.wake("payment#demo#" + payment, 0));
        assertEquals(6000, lying.sentBack(), "once");
        lying.checkIdle();
    }

    @Test
    void aSlowDebitIsWaitedForAndArrivesByItself() {
        String id = world.paidWith("debit_slow", 6000, sale(1));
        assertEquals("funding", world.get("/v1/escrows/" + id).text("state"));

        for (int i = 0; i < 60; i++) {
            world.clock.advance(Duration.ofHours(1));
            world.wakeDue();
            if (i < 46) {
                assertEquals("funding", world.get("/v1/escrows/" + id).text("state"), "after " + i + " h");
            }
        }

        assertEquals("held", world.get("/v1/escrows/" + id).text("state"));
        assertTrue(world.chain("escrow", id).size() < 20, "asked ever more seldom");
        world.checkIdle();
    }

    /** Says no, and takes the money. */
    private record LyingGateway(Gateway gateway) implements AroundGateway {
        @Override
        public GatewayResult charge(Charge charge) {
            var _ = gateway.charge(charge);
            return new GatewayResult.Declined("card_declined");
        }
    }
}
