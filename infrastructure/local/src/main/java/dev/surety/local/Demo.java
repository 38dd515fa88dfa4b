package dev.surety.local;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays two sales and their payout through the HTTP API, in a marketplace of its own. Two sellers deliver, the money
 * becomes theirs, one person plans a payout run, and another approves it. The bank books it, and the books sum to zero.
 */
final class Demo {
    private static final String RUNS = "/v1/payout-runs";

    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    void run(URI base) {
        var stage = new Stage(base, out);
        String backend = stage.token(Clients.SHOWCASE + "-backend");
        String operator = stage.token(Clients.SHOWCASE + "-operator");
        stage.say("A sale of 100.00 EUR in the marketplace " + Clients.SHOWCASE + ", through the HTTP API:");
        String buyer = participant(stage, backend, "buyer", "Ada Buyer");
        String ben = participant(stage, backend, "seller", "Ben Seller");
        String first = sale(stage, backend, buyer, ben, "order-1042", 10_000);
        stage.say("Another of 50.00 EUR, by another seller:");
        String cleo = participant(stage, backend, "seller-2", "Cleo Seller");
        String second = sale(stage, backend, buyer, cleo, "order-1043", 5_000);

        stage.say("Neither disputes. When the inspection is over, the money is the sellers':");
        Instant inspected = Instant.parse(
                stage.get(backend, second).body().at("/deadline/at").asString(""));
        stage.advance(operator, inspected.plus(Duration.ofHours(1)));
        stage.until(backend, first, "/state", "settled");
        stage.until(backend, second, "/state", "settled");
        stage.shown(backend, first, "/state", "/outcome", "/amounts/released", "/amounts/fees");
        stage.untilAvailable(backend, balance(ben));
        stage.untilAvailable(backend, balance(cleo));
        stage.shown(backend, balance(ben), "/balances/0/available", "/balances/0/inEscrow");
        stage.shown(
                backend,
                "/v1/participants/" + ben + "/statement?to=" + inspected.plus(Duration.ofDays(1)),
                "/balances/0/opening",
                "/data/0/event",
                "/data/0/gross",
                "/data/0/fee",
                "/data/0/net",
                "/balances/0/closing");
        payday(stage, backend, operator, ben, cleo);
    }

    private static void payday(Stage stage, String backend, String operator, String ben, String cleo) {
        stage.say("Each seller says where to be paid; finance plans a run, and another person approves exactly that:");
        account(stage, backend, ben, "Ben Seller", "DE87900000000000000001");
        account(stage, backend, cleo, "Cleo Seller", "AT611904300234573201");
        String maker = stage.token(Clients.SHOWCASE + "-maker");
        String checker = stage.token(Clients.SHOWCASE + "-checker");
        String run = RUNS + "/"
                + stage.post(maker, RUNS, "{\"currency\": \"EUR\", \"rail\": \"sandbox\"}", "/id", "/state")
                        .text("id");
        stage.poll(run, () -> !stage.get(maker, run).text("state").equals("planning"));
        Response plan = stage.shown(
                maker, run, "/state", "/totals/items", "/totals/sum", "/totals/exclusions", "/funding/short", "/hash");
        stage.post(maker, run + "/submit", "{}", "/state");
        stage.post(checker, run + "/approve", approval(plan.body()), "/state", "/approvals/0/person");
        stage.poll(run, () -> stage.get(maker, run).text("state").startsWith("executed"));
        stage.shown(maker, run, "/state", "/progress/sent", "/progress/failed");

        stage.say("The bank books the debit, and the payouts are paid:");
        String payouts = "/v1/payouts?run=" + run.substring(RUNS.length() + 1);
        String now = stage.get(operator, "/v1/sandbox/clock").text("now");
        stage.advance(operator, Instant.parse(now).plus(Duration.ofHours(3)));
        stage.until(maker, payouts, "/data/0/state", "paid");
        stage.until(maker, payouts, "/data/1/state", "paid");
        stage.shown(
                maker, payouts, "/data/0/state", "/data/0/amount", "/data/0/method/masked", "/data/1/state",
                "/data/1/amount");
        stage.poll("the ledger", () -> transit(stage.get(backend, "/v1/ledger/trial-balance").body()) == 0);
        stage.shown(backend, balance(ben), "/balances/0/available");
        stage.books(backend);
        stage.say("The sellers were paid 88.00 and 44.00 EUR, the marketplace has 18.00 EUR, the books sum to zero.");
        stage.say("");
    }

    /** The hash of the plan as it was read, and every warning, read. */
    private static String approval(JsonNode plan) {
        var body = JsonMapper.shared().createObjectNode().put("hash", plan.path("hash").asString(""));
        var seen = body.putArray("seen");
        plan.path("warnings").forEach(warning -> seen.add(warning.path("id").asString("")));
        return body.put("evenIfShort", true).toString();
    }

    private static String sale(
            Stage stage, String backend, String payer, String payee, String reference, long amountMinor) {
        String creation = """
            {"payer": "%s", "payee": "%s", "amount": {"amount": %d, "currency": "EUR"},
             "terms": "goods", "reference": "%s", "description": "a chair"}
            """.formatted(payer, payee, amountMinor, reference);
        Response created =
                stage.post(backend, "/v1/escrows", creation, "/id", "/state", "/amount", "/deadline/at");
        String escrow = "/v1/escrows/" + created.text("id");
        stage.post(
                backend,
                escrow + "/fund",
                "{\"method\": \"card_ok\"}",
                "/state",
                "/amounts/uncommitted",
                "/payment/status");
        stage.post(backend, escrow + "/deliver", "{}", "/state", "/deadline/at", "/deadline/then");
        return escrow;
    }

    private static String participant(Stage stage, String token, String reference, String name) {
        String body = """
            {"reference": "%s", "kind": "individual", "country": "DE",
             "profile": {"name": "%s", "email": "%s@example.com"}}
            """.formatted(reference, name, reference);
        return stage.post(token, "/v1/participants", body, "/id", "/reference", "/state").text("id");
    }

    private static void account(Stage stage, String token, String payee, String holder, String iban) {
        String body = """
            {"kind": "iban", "currency": "EUR", "holder": "%s", "holderKind": "individual", "iban": "%s"}
            """.formatted(holder, iban);
        stage.post(token, "/v1/participants/" + payee + "/payout-methods", body, "/id", "/masked", "/state");
    }

    private static String balance(String participant) {
        return "/v1/participants/" + participant + "/balance";
    }

    private static long transit(JsonNode trialBalance) {
        long sum = 0;
        for (JsonNode account : trialBalance.path("currencies").path(0).path("accounts")) {
            if (account.path("account").asString("").startsWith("transit")) {
                sum += account.path("balance").path("amount").asLong(0);
            }
        }
        return sum;
    }
}
