package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.Id;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.simulator.SettleGateway;
import dev.surety.simulator.bank.PlayBank;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The simulated gateway pays out what it holds, once, and reports each row of it. */
class SettlingTheGatewayTest {
    private static final String PATH = "/v1/sandbox/gateway/settlements";
    private static final String KEY = "settle-key-00000001";
    private static final String SECRETS =
            "{\"fingerprint\": {\"current\": \"Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE=\"}}";
    private static final String ORDER =
            "{\"currency\":\"EUR\",\"fee\":{\"amount\":50,\"currency\":\"EUR\"},\"account\":\"main\"}";

    /** A gateway's books, and the routes over them. */
    private static final class World {
        private final FixedClock clock = new FixedClock(SandboxWorld.START);
        private final MemoryDynamo store = MemoryDynamo.surety(clock);
        private final HttpWorld api;

        World(Faults faults) {
            var dynamo = new FaultyDynamo(store, faults);
            var keys = new RequestKeys(new Fingerprints(new Secrets(() -> SECRETS, clock)));
            var routes = new SettlementRoutes(
                    new SettleGateway(dynamo, SuretyTables.SANDBOX, _ -> clock.instant()),
                    new PlayBank(dynamo, SuretyTables.SANDBOX, _ -> clock.instant(), _ -> {}),
                    keys);
            api = new HttpWorld(new HttpEdge(routes.table(), new Metrics("sandbox", clock, _ -> {})));
            book(payment("anna"), "status", "captured", 6_000, "");
            book(payment("declined"), "status", "declined", 9_000, "");
            book(Id.derive("ref", "anna"), "status", "done", 1_000, payment("anna"));
            book(Id.derive("ref", "refused"), "status", "declined", 1_000, payment("anna"));
            book("cb_" + payment("anna"), "bank", "won", 5_000, "");
        }

        private void book(String name, String state, String word, long minor, String payment) {
            Map<String, AttributeValue> item = new HashMap<>(Map.of(
                    "pk", AttributeValue.fromS("gateway#demo"),
                    "sk", AttributeValue.fromS(name),
                    state, AttributeValue.fromS(word),
                    "code", AttributeValue.fromS(word.equals("declined") ? "no" : ""),
                    "method", AttributeValue.fromS("card_ok"),
                    "amount", AttributeValue.fromN(Long.toString(minor)),
                    "currency", AttributeValue.fromS("EUR")));
            if (!payment.isEmpty()) {
                item.put("payment", AttributeValue.fromS(payment));
            }
            store.plant(SuretyTables.SANDBOX, item);
        }

        Response settle(String body, String key) {
            return api.call("POST", PATH, body, key, SandboxWorld.operator(OutsideWorld.DEMO), Map.of());
        }

        /** The amounts of the lines that the bank will book. */
        List<String> lines() {
            return store.items(SuretyTables.SANDBOX).stream()
                    .filter(item -> item.get("pk").s().startsWith("bank#demo#main"))
                    .filter(item -> item.containsKey("direction"))
                    .map(item -> item.get("direction").s() + " " + item.get("amount").n())
                    .toList();
        }
    }

    private final World world = new World(Faults.none());

    private static String payment(String name) {
        return Id.derive("pay", name);
    }

    @Test
    void eachRowOfMoneyIsReportedAndTheRestReachesTheBank() {
        Response made = world.settle(ORDER, KEY);
        assertEquals(201, made.status(), made.bytes());
        String reference = made.text("reference");
        String[] rows = made.text("csv").split("\n");
        assertEquals(7, rows.length, made.text("csv"));
        String of = payment("anna");
        String refund = Id.derive("ref", "anna");
        assertTrue(rows[1].startsWith(of + ",charge,sandbox_" + of + ",,60.00,0,60.00,EUR," + reference), rows[1]);
        assertTrue(rows[1].endsWith(",demo"), rows[1]);
        assertTrue(rows[2].startsWith(refund + ",refund,sandbox_" + of + "," + refund + ",-10.00,0,-10.00,"), rows[2]);
        assertTrue(rows[3].startsWith("cb_" + of + ",chargeback,sandbox_" + of + ",,-50.00,"), rows[3]);
        assertTrue(rows[4].startsWith("cb_" + of + "_won,chargeback_reversal,"), rows[4]);
        assertTrue(rows[5].startsWith(reference + "_fee,fee,,,-0.50,"), rows[5]);
        assertTrue(rows[6].startsWith(reference + "_out,payout,,,-49.50,"), rows[6]);
        assertEquals(49_50, made.body().at("/net/amount").asLong(0));
        assertEquals(List.of("credit 4950"), world.lines());
    }

    @Test
    void theSameRequestIsOnceAndNothingIsSettledTwice() {
        Response first = world.settle(ORDER, KEY);
        Response again = world.settle(ORDER, KEY);
        assertEquals(first.bytes(), again.bytes());
        assertEquals("true", again.headers().get("Idempotency-Replayed"));
        assertEquals("idempotency_key_reused", world.settle("{\"currency\":\"EUR\"}", KEY).reason());
        assertEquals("transition_not_allowed", world.settle(ORDER, "settle-key-00000002").reason());
        world.book(payment("ben"), "status", "captured", 700, "");
        Response next = world.settle("{\"currency\":\"EUR\",\"account\":\"main\"}", "settle-key-00000003");
        assertEquals(7_00, next.body().at("/gross/amount").asLong(0), next.bytes());
        assertEquals(1, next.body().path("rows").asInt(0));
        assertEquals(List.of("credit 4950", "credit 700"), world.lines().stream().sorted().toList());
    }

    @Test
    void moreRefundsThanChargesAreDrawnFromTheBank() {
        world.settle(ORDER, KEY);
        world.book(Id.derive("ref", "late"), "status", "done", 2_000, payment("anna"));
        Response drawn = world.settle("{\"currency\":\"EUR\",\"account\":\"main\"}", "settle-key-00000002");
        assertEquals(-20_00, drawn.body().at("/net/amount").asLong(0), drawn.bytes());
        assertTrue(world.lines().contains("debit 2000"), world.lines().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                             | malformed              | currency
            {"currency":"eur"}                                             | malformed              | currency
            {"currency":"EUR","fee":{"amount":1,"currency":"USD"}}         | malformed              | fee
            {"currency":"EUR","account":"Main Account"}                    | malformed              | account
            {"currency":"USD"}                                             | transition_not_allowed | gateway
            """)
    void aWrongOrderIsRefusedAndSettlesNothing(String body, String reason, String names) {
        var before = world.store.everything();
        Response refused = world.settle(body, KEY);
        assertEquals(reason, refused.reason(), refused.bytes());
        assertTrue(refused.bytes().contains(names), refused.bytes());
        assertEquals(before, world.store.everything());
    }

    @Test
    void everyWriteLostOrKept() {
        int tried = EveryFault.<World>of("settling", World::new, world -> world.settle(ORDER, KEY))
                .recovering(world -> world.settle(ORDER, KEY))
                .checking(world -> {
                    assertEquals(List.of("credit 4950"), world.lines());
                    assertEquals("transition_not_allowed", world.settle(ORDER, "settle-key-00000002").reason());
                })
                .withDeaths()
                .run();
        assertTrue(tried > 4, "tried " + tried);
    }
}
