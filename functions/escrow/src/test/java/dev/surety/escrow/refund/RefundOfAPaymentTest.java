package dev.surety.escrow.refund;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import dev.surety.model.money.BasisPoints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A payment of three escrows, of 10.00, 20.00 and 30.00, refunded as a whole. */
class RefundOfAPaymentTest {
    private static final String KEY = "refund-000000001";
    private static final String NEXT = "refund-000000002";
    private static final String ALL = "{\"reason\":\"the shop burnt down\"}";

    private final EscrowWorld world = new EscrowWorld();
    private final List<String> ids = new ArrayList<>();
    private String payment = "";

    private void paid(String method) {
        for (int i = 1; i <= 3; i++) {
            ids.add(world.created(1000L * i, "create-000000000" + i));
        }
        String body = "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"" + method + "\",\"escrows\":[\""
                + String.join("\",\"", ids) + "\"]}";
        Response answer = world.post("/v1/payments", body, "payment-00000001");
        assertEquals(200, answer.status(), answer.bytes());
        payment = answer.text("id");
    }

    private String path() {
        return "/v1/payments/" + payment + "/refund";
    }

    private static String some(long amountMinor) {
        return "{\"reason\":\"damaged\",\"amount\":" + euros(amountMinor) + "}";
    }

    private static String euros(long amountMinor) {
        return "{\"amount\":" + amountMinor + ",\"currency\":\"EUR\"}";
    }

    private String shares(String... each) {
        return "{\"reason\":\"damaged\",\"escrows\":[" + String.join(",", each) + "]}";
    }

    private String share(int number, long amountMinor) {
        return "{\"id\":\"" + ids.get(number) + "\",\"amount\":" + euros(amountMinor) + "}";
    }

    private Response send(String body) {
        return world.post(path(), body, KEY);
    }

    private Response sendIfAt(String version) {
        return world.call("POST", path(), ALL, KEY, EscrowWorld.backend(), Map.of("if-match", version));
    }

    /** As the queue brings what the function told itself. */
    private void heard() {
        List<String> news = List.copyOf(world.news);
        world.news.clear();
        news.forEach(chain -> assertEquals(0, world.wake(chain, 0)));
    }

    private JsonNode refund() {
        return world.get("/v1/payments/" + payment).body().path("refunds").path(0);
    }

    private List<Long> amounts(String name) {
        return ids.stream()
                .map(id -> world.get("/v1/escrows/" + id).body().path("amounts").path(name))
                .map(amount -> amount.path("amount").asLong(-1))
                .toList();
    }

    private static List<String> parts(JsonNode refund, String name) {
        return StreamSupport.stream(refund.path("escrows").spliterator(), false)
                .map(part -> part.path(name).asString(""))
                .toList();
    }

    @Test
    void fallsOnItsEscrowsInProportionToWhatEachHasLeft() {
        paid("card_ok");

        Response ordered = send(some(1000));

        assertEquals(202, ordered.status(), ordered.bytes());
        assertEquals("pending", ordered.body().path("refunds").path(0).path("status").asString(""));
        assertEquals(ordered.bytes(), send(some(1000)).bytes());
        assertTrue(send(some(1000)).isReplay());
        heard();
        assertEquals(List.of(167L, 333L, 500L), amounts("refunded"));
        assertEquals("done", refund().path("status").asString(""));
        assertEquals(List.of("done", "done", "done"), parts(refund(), "status"));
        assertEquals(1000, world.sentBack());
        assertEquals(ordered.bytes(), send(some(1000)).bytes(), "the answer is what it was");
        Response escrow = world.get("/v1/escrows/" + ids.getLast());
        assertEquals("damaged", escrow.body().path("refunds").path(0).path("reason").asString(""));
        world.checkIdle();
    }

    @Test
    void withoutAnAmountEverythingGoesBackThatCan() {
        paid("card_ok");
        world.post("/v1/escrows/" + ids.getFirst() + "/refund", some(400), "part-00000000001");
        world.post("/v1/escrows/" + ids.get(1) + "/deliver", "", "part-00000000002");
        world.post("/v1/escrows/" + ids.get(1) + "/accept", "", "part-00000000003");

        assertEquals(202, world.force(path(), ALL, KEY).status());
        heard();

        assertEquals(6000, world.sentBack());
        assertEquals(List.of(1000L, 2000L, 3000L), amounts("refunded"));
        assertEquals(-1760, world.balance("debt:" + EscrowWorld.PAYEE), "what was paid out is owed");
        world.checkIdle();
        Response again = world.post(path(), ALL, NEXT);
        assertEquals("transition_not_allowed", again.text("reason"), again.bytes());
    }

    @Test
    void fallsOnThemAsAsked() {
        paid("card_ok");

        assertEquals(202, send(shares(share(2, 500), share(0, 1000))).status());
        heard();

        assertEquals(List.of(1000L, 0L, 500L), amounts("refunded"));
        assertEquals("settled", world.get("/v1/escrows/" + ids.getFirst()).text("state"));
        world.checkIdle();
    }

    @Test
    void aPayersFeeGoesBackWithItsPartAndNothingIsLostToRounding() {
        world.rules().fees(
                fee("commission", 333, FeeRule.Side.PAYEE), fee("protection", 777, FeeRule.Side.PAYER));
        paid("card_ok");
        long charged = world.balance("gateway:sandbox");

        for (int i = 0; i < 6; i++) {
            String key = "refund-00000001" + i;
            assertEquals(202, world.post(path(), some(i < 5 ? 999 : 1005), key).status());
            heard();
        }

        assertEquals(-charged, world.sentBack());
        assertEquals(0, world.balance("gateway:sandbox"));
        assertEquals(0, world.balance("fees:commission"));
        world.checkIdle();
    }

    private static FeeRule fee(String name, int basisPoints, FeeRule.Side side) {
        return new FeeRule(name, new BasisPoints(basisPoints), List.of(), List.of(), List.of(), side);
    }

    @Test
    void whatCannotBeDoneIsRefusedAndChangesNothing() {
        paid("card_ok");
        world.post("/v1/escrows/" + ids.getFirst() + "/dispute", "{\"reason\":\"other\"}", "part-00000000001");
        String foreign = Id.derive("esc", "foreign");
        long before = world.entries();
        String dollars = "{\"reason\":\"other\",\"amount\":{\"amount\":10,\"currency\":\"USD\"}}";
        Map<String, String> refused = Map.of(
                some(6001), "amount_exceeds",
                dollars, "invalid",
                shares(share(0, 10)), "frozen_by_case",
                shares(share(0, 10), share(1, 2001)), "frozen_by_case",
                shares(share(1, 2001)), "amount_exceeds",
                shares("{\"id\":\"" + foreign + "\"}"), "invalid",
                shares(share(1, 10), share(1, 10)), "malformed",
                "{\"reason\":\"other\",\"amount\":" + euros(1) + ",\"escrows\":[" + share(1, 1) + "]}", "malformed",
                shares(), "malformed",
                "{}", "malformed");

        refused.forEach((body, reason) -> assertEquals(reason, send(body).text("reason"), body));

        String unknown = "/v1/payments/" + Id.derive("pay", "unknown") + "/refund";
        assertEquals(404, world.post(unknown, ALL, KEY).status());
        assertEquals(404, world.post("/v1/payments/x/refund", ALL, KEY).status());
        assertEquals(before, world.entries());
        assertEquals(List.of(), world.news);
        world.rules().pause(Pause.MONEY_OUT);
        assertEquals("paused", send(some(10)).text("reason"));
        assertEquals("invalid", send(dollars).text("reason"), "what is wrong in itself comes first");
    }

    @Test
    void whatWasNotPaidCannotBeRefunded() {
        String id = world.created(1000, "create-0000000001");
        world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_declined\"}", "payment-00000001");
        String declined = world.get("/v1/escrows/" + id).body().path("payment").path("id").asString("");

        Response answer = world.post("/v1/payments/" + declined + "/refund", ALL, KEY);

        assertEquals("transition_not_allowed", answer.text("reason"), answer.bytes());
    }

    @Test
    void aVersionThatHasPassedIsAConflictAndAKeyIsForOneBody() {
        paid("card_ok");

        assertEquals(412, sendIfAt("\"1\"").status());
        assertEquals(202, sendIfAt("\"2\"").status());
        assertEquals("idempotency_key_reused", send(some(1)).text("reason"));
    }

    @Test
    void askedWhetherItCouldItShowsWhatWouldMoveAndDoesNothing() {
        paid("card_ok");
        long before = world.entries();

        Response would = world.call("POST", path() + "?dryRun=true", some(600), "", EscrowWorld.backend());
        Response not = world.call("POST", path() + "?dryRun=true", some(6001), "", EscrowWorld.backend());

        assertEquals(200, would.status(), would.bytes());
        assertEquals(3, would.body().path("view").path("version").asInt(0), "as it would be");
        JsonNode refund = would.body().path("view").path("refunds").path(0);
        assertEquals(List.of("pending", "pending", "pending"), parts(refund, "status"));
        long sum = StreamSupport.stream(would.body().path("postings").spliterator(), false)
                .mapToLong(posting -> posting.path("amount").path("amount").asLong(0))
                .sum();
        assertEquals(0, sum);
        assertEquals(2, would.body().path("postings").size(), "of one payee, and what goes out");
        assertEquals("amount_exceeds", not.text("reason"));
        assertEquals(before, world.entries());
        assertEquals(List.of(), world.news);
    }

    @Test
    void whatIsOrderedOfAnEscrowIsOnItsWayFromThenOn() {
        paid("card_ok");
        assertEquals(202, send(shares(share(0, 600))).status());

        Response again = world.post(path(), shares(share(0, 400)), NEXT);
        Response others = world.post(path(), shares(share(1, 400)), NEXT);

        assertEquals("refund_in_flight", again.text("reason"), again.bytes());
        assertEquals(202, others.status());
        heard();
        assertEquals(202, world.post(path(), shares(share(0, 400)), "refund-000000003").status());
        heard();
        assertEquals(List.of(1000L, 400L, 0L), amounts("refunded"));
        world.checkIdle();
    }

    /** Between the order and its telling the payer disputes one of them: the lock holds. */
    @Test
    void anEscrowThatWillNotAnyMoreIsNamedAndTheOthersGoOn() {
        paid("card_ok");
        assertEquals(202, send(ALL).status());
        world.post("/v1/escrows/" + ids.get(1) + "/dispute", "{\"reason\":\"other\"}", "part-00000000001");

        heard();

        assertEquals("partly_done", refund().path("status").asString(""));
        assertEquals(List.of("done", "refused", "done"), parts(refund(), "status"));
        assertEquals(List.of("", "frozen_by_case", ""), parts(refund(), "code"));
        assertEquals(4000, world.sentBack());
        assertEquals(2000, amounts("frozen").get(1));
        world.checkIdle();
    }

    @Test
    void whatTheGatewayWillNotSendComesBack() {
        paid("refund_fails");
        assertEquals(202, send(ALL).status());

        heard();

        assertEquals("failed", refund().path("status").asString(""));
        assertEquals(List.of("refund_refused", "refund_refused", "refund_refused"), parts(refund(), "code"));
        assertEquals(List.of(1000L, 2000L, 3000L), amounts("uncommitted"));
        heard();
        world.checkIdle();
    }

    @Test
    void ifNobodyHearsOfItTimeDoesIt() {
        paid("card_ok");
        assertEquals(202, send(ALL).status());
        world.news.clear();
        world.clock.advance(Duration.ofMinutes(4));
        world.wakeDue();
        assertEquals(0, world.sentBack());

        world.clock.advance(Duration.ofMinutes(3));
        world.wakeDue();

        assertEquals(6000, world.sentBack());
        assertEquals("done", refund().path("status").asString(""));
        world.checkIdle();
    }

    @Test
    void orderedByManyAtOnceItIsOneRefund() throws Exception {
        paid("card_ok");

        List<Response> answers = AtOnce.call(16, _ -> send(some(1000)));
        AtOnce.call(4, _ -> world.wake("payment#demo#" + payment, 0));

        String told = send(some(1000)).bytes();
        answers.forEach(answer -> assertEquals(told, answer.bytes()));
        assertEquals(1000, world.sentBack());
        assertEquals(1, world.get("/v1/payments/" + payment).body().path("refunds").size());
        world.news.clear();
        world.wake("payment#demo#" + payment, 0);
        assertEquals(1000, world.sentBack());
        world.checkIdle();
    }

    /** The marketplace gives back for its payees; a payee's own token does it escrow by escrow. */
    @Test
    void itIsTheMarketplacesToAsk() {
        paid("card_ok");
        for (String own : List.of(EscrowWorld.PAYER, EscrowWorld.PAYEE, EscrowWorld.STRANGER)) {
            assertEquals(403, world.call("POST", path(), ALL, KEY, EscrowWorld.participant(own)).status());
        }
        var other = EscrowWorld.backend(EscrowWorld.OTHER);
        assertEquals(404, world.call("POST", path(), ALL, KEY, other).status());
        Response forced = world.call("POST", path(), ALL, KEY, EscrowWorld.operator());
        assertEquals(202, forced.status());
        heard();
        assertTrue(
                world.chain("escrow", ids.getFirst()).stream().map(Entry::actor).anyMatch(actor ->
                        actor.principal().endsWith("per_op") && actor.onBehalfOf().equals("payee")),
                "the escrow's chain says who did it");
    }
}
