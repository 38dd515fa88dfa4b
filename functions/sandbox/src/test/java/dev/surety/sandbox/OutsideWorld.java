package dev.surety.sandbox;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.simulator.PlayOutside;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The routes that play the world outside, over the strict store and the books of a gateway as it leaves them. */
final class OutsideWorld {
    static final MarketplaceId DEMO = new MarketplaceId("demo");
    static final MarketplaceId OTHER = new MarketplaceId("other");
    static final PaymentId CHARGE = new PaymentId(Id.derive(PaymentId.PREFIX, "a charge"));
    static final PaymentId NOBODYS = new PaymentId(Id.derive(PaymentId.PREFIX, "nobody's"));
    static final String BANK = "/v1/sandbox/chargebacks";
    static final String PAYER = "/v1/sandbox/actions/" + CHARGE;
    static final String PAGE = "/sandbox/3ds/" + CHARGE;
    static final String SHOP = "https://shop.example/done?order=7";

    private static final String SECRETS =
            "{\"fingerprint\": {\"current\": \"Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE=\"}}";

    final MemoryDynamo store;
    /** Chains that were hinted at, in order. */
    final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpWorld api;

    OutsideWorld() {
        this(Faults.none());
    }

    OutsideWorld(Faults faults) {
        var clock = new FixedClock(SandboxWorld.START);
        store = MemoryDynamo.surety(clock);
        var playing = new PlayOutside(
                new FaultyDynamo(store, faults),
                SuretyTables.SANDBOX,
                wakes -> tell(faults, wakes),
                _ -> clock.instant(),
                clock);
        var keys = new RequestKeys(new Fingerprints(new Secrets(() -> SECRETS, clock)));
        List<Route<?>> routes = Stream.of(new OutsideRoutes(playing, keys).table(), new PageRoutes(playing).table())
                .flatMap(List::stream)
                .toList();
        api = new HttpWorld(new HttpEdge(routes, new Metrics("sandbox", clock, _ -> {})));
    }

    private void tell(Faults faults, List<Deadline> wakes) {
        boolean _ = faults.around(
                "tell",
                () -> wakes.stream().allMatch(wake -> told.add(wake.chain() + " " + wake.number())),
                fate -> new Outage("the queue did not answer: " + fate));
    }

    /** A charge of 60.00 EUR as the gateway books it. Of a cancelled one it keeps nothing but that. */
    OutsideWorld charge(String status) {
        if (!status.equals("cancelled")) {
            return charge(DEMO, status, Optional.of(SHOP));
        }
        store.plant(
                SuretyTables.SANDBOX,
                Map.of(
                        "pk", AttributeValue.fromS("gateway#" + DEMO),
                        "sk", AttributeValue.fromS(CHARGE.value()),
                        "status", AttributeValue.fromS(status),
                        "code", AttributeValue.fromS("not_completed")));
        return page(DEMO);
    }

    OutsideWorld charge(MarketplaceId marketplace, String status, Optional<String> returnUrl) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "pk", AttributeValue.fromS("gateway#" + marketplace),
                "sk", AttributeValue.fromS(CHARGE.value()),
                "status", AttributeValue.fromS(status),
                "code", AttributeValue.fromS(""),
                "method", AttributeValue.fromS("card_3ds"),
                "amount", AttributeValue.fromN("6000"),
                "currency", AttributeValue.fromS("EUR")));
        returnUrl.ifPresent(url -> item.put("returnUrl", AttributeValue.fromS(url)));
        store.plant(SuretyTables.SANDBOX, item);
        page(marketplace);
        return this;
    }

    /** The page of a charge, which the gateway puts first. */
    OutsideWorld page(MarketplaceId marketplace) {
        store.plant(
                SuretyTables.SANDBOX,
                Map.of(
                        "pk", AttributeValue.fromS("action#" + CHARGE),
                        "sk", AttributeValue.fromS("page"),
                        "marketplace", AttributeValue.fromS(marketplace.value())));
        return this;
    }

    Optional<Map<String, AttributeValue>> book(MarketplaceId marketplace, String name) {
        return store.items(SuretyTables.SANDBOX).stream()
                .filter(item -> item.get("pk").s().equals("gateway#" + marketplace))
                .filter(item -> item.get("sk").s().equals(name))
                .findFirst();
    }

    /** How many commands are kept with what they did. */
    long keys() {
        return store.items(SuretyTables.SANDBOX).stream()
                .filter(item -> item.get("sk").s().startsWith("key_"))
                .count();
    }

    String status() {
        return book(DEMO, CHARGE.value()).orElseThrow().get("status").s();
    }

    /** The bank's word and amount, as the escrow function reads them; empty if it has not acted. */
    String bank() {
        return book(DEMO, "cb_" + CHARGE)
                .map(item -> item.get("bank").s() + " " + item.get("amount").n() + " "
                        + item.get("currency").s())
                .orElse("");
    }

    Response post(String path, String body, String key) {
        return post(path, body, key, SandboxWorld.operator(DEMO));
    }

    Response post(String path, String body, String key, Map<String, String> claims) {
        return api.call("POST", path, body, key, claims, Map.of());
    }

    /** The bank acts, under a key of its own for each word. */
    Response bank(String outcome) {
        String body = "{\"payment\":\"" + CHARGE + "\",\"outcome\":\"" + outcome + "\"}";
        return post(BANK, body, "the-bank-has-" + outcome);
    }

    Response page() {
        return api.get(PAGE, Map.of());
    }

    Response decide(String path, String form) {
        return api.call(
                "POST", path, form, "", Map.of(), Map.of("content-type", "application/x-www-form-urlencoded"));
    }

    /** An answer that is to be a refusal, and to have changed nothing and told nobody. */
    Response refused(String path, String body, Map<String, String> claims) {
        return HttpWorld.refused(
                () -> List.of(store.everything(), told.size()), () -> post(path, body, "refused-00000000001", claims));
    }
}
