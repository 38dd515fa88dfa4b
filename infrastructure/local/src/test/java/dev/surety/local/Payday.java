package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.ApiCaller.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The people of a marketplace who send its payees' money out, over HTTP, in a few words. */
final class Payday implements AutoCloseable {
    static final String RUNS = "/v1/payout-runs/";
    static final String PAYOUTS = "/v1/payouts/";

    /** Of a price of 100.00, less the commission of the local marketplaces. */
    static final long EARNED = 8_800;

    /** The body of a call that needs a reason. */
    static final String REASON = "{\"reason\": \"a trial\"}";

    private static final long PRICE = 10_000;
    private static final Duration BOOKED = Duration.ofMinutes(65);

    final URI base;
    final Sale sale;
    private final Optional<ChildWorld> world;
    final String maker;
    final String checker;
    private final AtomicInteger accounts = new AtomicInteger();

    /** On a runtime of its own, which ends with it. */
    static Payday open(Path data, String run) {
        ChildWorld world = ChildWorld.real(data, "--memory");
        return new Payday(world.base(), "demo", run, Optional.of(world));
    }

    /** Of people in a marketplace of a runtime that others have started. */
    Payday(URI base, String marketplace, String run) {
        this(base, marketplace, run, Optional.empty());
    }

    private Payday(URI base, String marketplace, String run, Optional<ChildWorld> world) {
        this.base = base;
        this.world = world;
        sale = new Sale(base, marketplace, run);
        maker = sale.api.token(marketplace + "-maker");
        checker = sale.api.token(marketplace + "-checker");
    }

    /** The bank books what it was sent, and the books hold. */
    @Override
    public void close() {
        try {
            booked();
            sale.booksHold();
        } finally {
            end();
        }
    }

    /** Ends the runtime, whatever waits. */
    void end() {
        try {
            if (world.isPresent()) {
                world.get().terminate();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An IBAN that the sandbox's bank knows nothing of. */
    static String iban(int number) {
        String account = "10000000" + String.format("%010d", number);
        int rest = 0;
        for (char digit : (account + "131400").toCharArray()) {
            rest = (rest * 10 + digit - '0') % 97;
        }
        return "DE" + String.format("%02d", 98 - rest) + account;
    }

    /** Another account at each call. */
    String newIban() {
        return iban(accounts.incrementAndGet());
    }

    /** A payee with an account of its own and the money of one sale. */
    String payee(String name) {
        return payee(name, newIban());
    }

    /** A payee with this account and the money of one sale. */
    String payee(String name, String iban) {
        String payee = sale.participant(name);
        method(payee, iban);
        sells(payee);
        return payee;
    }

    String method(String payee, String iban) {
        String body =
                """
                {"kind": "iban", "currency": "EUR", "holder": "Ada Example", "holderKind": "individual", "iban": "%s"}
                """
                        .formatted(iban);
        return method(payee, "EUR", body);
    }

    String method(String payee, String currency, String body) {
        String methods = "/v1/participants/" + payee + "/payout-methods";
        String id = ok(sale.post(methods, body)).text("id");
        await("the method is verified", () -> sale.get(methods + "/" + id).text("state").equals("verified"));
        return id;
    }

    /** @return the escrow */
    String sells(String payee) {
        return sells(payee, "EUR");
    }

    String sells(String payee, String currency) {
        long before = available(payee, currency);
        String creation = Sale.creation(sale.participant("a buyer of " + payee), payee, PRICE)
                .replace("EUR", currency);
        String escrow = "/v1/escrows/" + ok(sale.post("/v1/escrows", creation)).text("id");
        ok(sale.post(escrow + "/fund", "{\"method\": \"card_ok\"}"));
        ok(sale.post(escrow + "/deliver", "{}"));
        ok(sale.post(escrow + "/accept", "{\"onBehalfOf\": \"payer\"}"));
        await("the money is available", () -> available(payee, currency) == before + EARNED);
        return escrow;
    }

    private JsonNode balance(String payee, String currency) {
        return sale.get("/v1/participants/" + payee + "/balance")
                .body()
                .path("balances")
                .valueStream()
                .filter(of -> of.path("available").path("currency").asString("").equals(currency))
                .findFirst()
                .orElseGet(JsonMapper.shared()::createObjectNode);
    }

    long available(String payee, String currency) {
        return balance(payee, currency).path("available").path("amount").asLong(0);
    }

    long available(String payee) {
        return available(payee, "EUR");
    }

    long owed(String payee) {
        return balance(payee, "EUR").path("debt").path("amount").asLong(0);
    }

    /** Asks for a single payout. */
    Response ask(String payee, long amount, String key) {
        String body =
                """
                {"payee": "%s", "amount": {"amount": %d, "currency": "EUR"}}
                """
                        .formatted(payee, amount);
        return sale.api.send("POST", sale.backend, "/v1/payouts", body, key);
    }

    Response ask(String payee, long amount) {
        return ask(payee, amount, sale.key());
    }

    static void refused(Response answer, int status, String reason) {
        assertEquals(status, answer.status(), answer.body().toString());
        assertEquals(reason, answer.text("reason"), answer.body().toString());
    }

    JsonNode payout(String id) {
        return ok(sale.get(PAYOUTS + id)).body();
    }

    String state(String payout) {
        return payout(payout).path("state").asString("");
    }

    void until(String payout, String state) {
        await(payout + " is " + state, () -> state(payout).equals(state));
    }

    Response by(String person, String path, String body) {
        return sale.api.send("POST", person, path, body, sale.key());
    }

    /** Plans a run, and waits for its plan. */
    String plan(List<String> payees, String more) {
        return plan("sandbox", payees, more);
    }

    String plan(String rail, List<String> payees, String more) {
        return plan(rail, "EUR", payees, more);
    }

    String plan(String rail, String currency, List<String> payees, String more) {
        String whom = payees.stream().map(payee -> '"' + payee + '"').collect(Collectors.joining(", "));
        String body =
                """
                {"currency": "%s", "rail": "%s", "participants": [%s]%s}
                """
                        .formatted(currency, rail, whom, more);
        String run = ok(by(maker, "/v1/payout-runs", body)).text("id");
        await("the run is planned", () -> run(run).path("state").asString("").equals("planned"));
        return run;
    }

    JsonNode run(String run) {
        return ok(sale.api.get(checker, RUNS + run)).body();
    }

    List<JsonNode> items(String run) {
        return list(checker, RUNS + run + "/items");
    }

    /** The reason for which a plan does not pay this payee. */
    String excluded(String run, String payee) {
        return list(checker, RUNS + run + "/exclusions").stream()
                .filter(row -> row.path("payee").asString("").equals(payee))
                .map(row -> row.path("reason").asString(""))
                .findFirst()
                .orElse("");
    }

    String approval(String run) {
        JsonNode planned = run(run);
        ObjectNode body = JsonMapper.shared().createObjectNode().put("hash", planned.path("hash").asString(""));
        var seen = body.put("evenIfShort", true).putArray("seen");
        planned.path("warnings").valueStream().forEach(warning -> seen.add(warning.path("id").asString("")));
        return body.toString();
    }

    void approve(String run) {
        ok(by(maker, RUNS + run + "/submit", ""));
        ok(by(checker, RUNS + run + "/approve", approval(run)));
    }

    /** Plans, approves and executes a run of these payees. */
    String paid(List<String> payees) {
        String run = plan(payees, "");
        approve(run);
        executed(run);
        return run;
    }

    void executed(String run) {
        await("the run is executed", () -> run(run).path("state").asString("").startsWith("executed"));
    }

    /** The payout of a payee in a run. */
    JsonNode payout(String run, String payee) {
        return list(sale.backend, "/v1/payouts?run=" + run).stream()
                .filter(payout -> payout.path("payee").asString("").equals(payee))
                .findFirst()
                .orElseGet(JsonMapper.shared()::createObjectNode);
    }

    List<JsonNode> ofPayee(String payee) {
        return list(sale.backend, "/v1/payouts?payee=" + payee);
    }

    /** The transfers that the bank counts itself, of these payouts. */
    List<JsonNode> transfers(String... payouts) {
        List<String> wanted = List.of(payouts);
        return list(sale.operator, "/v1/sandbox/bank/transfers").stream()
                .filter(transfer -> wanted.contains(transfer.path("payout").asString("")))
                .toList();
    }

    long transferred(String... payouts) {
        return transfers(payouts).stream()
                .filter(transfer -> transfer.path("status").asString("").equals("executed"))
                .count();
    }

    List<JsonNode> list(String token, String path) {
        List<JsonNode> all = new ArrayList<>();
        String page = path + (path.contains("?") ? "&" : "?") + "limit=100";
        String cursor = "";
        do {
            JsonNode body = ok(sale.api.get(token, page + cursor)).body();
            body.path("data").valueStream().forEach(all::add);
            String next = body.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    /** The bank books what it was sent, and we read it. */
    void booked() {
        sale.advance(BOOKED);
    }

    /** The payee's bank sends a payout back. */
    void returned(String payout, String code) {
        ok(by(sale.operator, "/v1/sandbox/bank/returns", """
                {"payout": "%s", "code": "%s"}
                """.formatted(payout, code)));
    }

    /** What the bank does with the next transfers, whatever their accounts are. */
    void plays(String... next) {
        String words = Stream.of(next).map(word -> '"' + word + '"').collect(Collectors.joining(", "));
        ok(by(sale.operator, "/v1/sandbox/bank/scripts", "{\"next\": [" + words + "]}"));
    }

    /** The payer's bank acts on the payment of an escrow. */
    void chargeback(String escrow, String outcome) {
        String payment = sale.get(escrow).body().path("payment").path("id").asString("");
        ok(by(sale.operator, "/v1/sandbox/chargebacks", """
                {"payment": "%s", "outcome": "%s"}
                """.formatted(payment, outcome)));
    }

    List<JsonNode> events(String type) {
        return ok(sale.get("/v1/events?limit=100&type=" + type))
                .body()
                .path("data")
                .valueStream()
                .toList();
    }

    /** The work that waits for people, of one subject and kind. */
    List<JsonNode> attention(String subject, String kind) {
        return list(checker, "/v1/attention").stream()
                .filter(place -> place.path("subject").asString("").equals(subject))
                .filter(place -> place.path("kind").asString("").equals(kind))
                .toList();
    }
}
