package dev.surety.local;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finance pays two sellers. One person plans a run, another approves it, and a third takes its file to the bank. One
 * account turns out to be closed. The bank's statement shows one debit for both and one return, and agrees with the
 * books.
 */
final class DemoPayday {
    private static final String RUNS = "/v1/payout-runs";
    private static final String FILES = "/v1/payout-files";
    private static final String BANK = "/v1/sandbox/bank/";
    private static final String STATEMENTS = "/v1/bank-statements";
    /** The sandbox's bank sends a payment to it back, because the account is closed. */
    private static final String CLOSED = "DE38900000000000000010";

    private static final int DAYS_UNTIL_THE_RETURN_IS_BOOKED = 3;

    private final Stage stage;
    private final String backend;
    private final String operator;
    private final String maker;
    private final String checker;
    private final String treasurer;

    DemoPayday(Stage stage, String backend, String operator) {
        this.stage = stage;
        this.backend = backend;
        this.operator = operator;
        this.maker = stage.token(Clients.SHOWCASE + "-maker");
        this.checker = stage.token(Clients.SHOWCASE + "-checker");
        this.treasurer = stage.token(Clients.SHOWCASE + "-treasurer");
    }

    /** @return the last day that statements show */
    LocalDate run(String ben, String cleo) {
        stage.say("Each seller says where to be paid; finance plans a run, and another person approves exactly that:");
        account(ben, "Ben Seller", "DE87900000000000000001");
        account(cleo, "Cleo Seller", CLOSED);
        String run = approved();
        Response file = handedOver(run);
        LocalDate day = LocalDate.parse(file.text("executionDate"));

        stage.say("The bank debits both payments in one sum, and the second comes back. Its statement says so:");
        LocalDate last = day.plusDays(DAYS_UNTIL_THE_RETURN_IS_BOOKED);
        stage.advance(operator, last.plusDays(1).atTime(6, 0).toInstant(ZoneOffset.UTC));
        String statement = read("main", day, last);
        stage.shown(maker, statement, "/state", "/kind", "/lines", "/statements/0/closing", "/exceptions");
        stage.shown(
                maker,
                statement + "/lines",
                "/data/0/class",
                "/data/0/by",
                "/data/0/amount",
                "/data/1/class",
                "/data/1/by",
                "/data/1/amount");

        stage.say("One seller is paid, the other has the money again, and the books agree with the bank:");
        String payouts = "/v1/payouts?run=" + run.substring(RUNS.length() + 1);
        stage.poll(payouts, () -> ended(payouts));
        stage.shown(maker, run, "/state", "/reconciled");
        for (JsonNode payout : stage.get(maker, payouts).body().path("data")) {
            stage.shown(
                    maker,
                    "/v1/payouts/" + payout.path("id").asString(""),
                    "/state",
                    "/amount",
                    "/method/masked",
                    "/bookedOn",
                    "/returned/reason");
        }
        stage.untilAvailable(backend, Demo.balance(cleo));
        stage.shown(backend, Demo.balance(ben), "/balances/0/available");
        stage.shown(backend, Demo.balance(cleo), "/balances/0/available");
        stage.poll("the ledger", () -> transit(stage.get(backend, "/v1/ledger/trial-balance").body()) == 0);
        stage.books(backend);
        stage.say("The first seller was paid 88.00 EUR, the second has 44.00 EUR to be paid again, the marketplace has "
                + "18.00 EUR, nothing is in transit, the books sum to zero.");
        return last;
    }

    /** @return the run's path */
    private String approved() {
        String run = RUNS + "/"
                + stage.post(maker, RUNS, "{\"currency\": \"EUR\", \"rail\": \"sepa\"}", "/id", "/state")
                        .text("id");
        stage.poll(run, () -> !stage.get(maker, run).text("state").equals("planning"));
        Response plan = stage.shown(
                maker, run, "/state", "/totals/items", "/totals/sum", "/totals/exclusions", "/funding/short", "/hash");
        stage.post(maker, run + "/submit", "{}", "/state");
        stage.post(checker, run + "/approve", approval(plan.body()), "/state", "/approvals/0/person");
        stage.poll(run, () -> stage.get(maker, run).text("state").startsWith("executed"));
        stage.shown(maker, run, "/state", "/files/0");
        return run;
    }

    /** The file as the bank has it. */
    private Response handedOver(String run) {
        stage.say("The file is a pain.001. A third person takes it to the bank, and names its hash:");
        String file = FILES + "/" + stage.get(maker, run).body().at("/files/0").asString("");
        Response written = stage.shown(
                treasurer, file, "/state", "/name", "/count", "/sum", "/executionDate", "/bytes", "/sha256");
        stage.post(treasurer, file + "/download", "{}", "/sha256", "/expiresAt");
        stage.post(
                operator,
                BANK + "files",
                "{\"account\": \"main\", \"file\": \"" + written.text("name") + "\"}",
                "/status",
                "/payments",
                "/sum");
        stage.post(
                treasurer, file + "/handed-over", "{\"sha256\": \"" + written.text("sha256") + "\"}", "/state");
        return written;
    }

    /** The bank's statement is uploaded and read. */
    String read(String account, LocalDate from, LocalDate to) {
        Response got = stage.post(
                operator,
                BANK + "statements",
                """
                {"account": "%s", "from": "%s", "to": "%s"}
                """
                        .formatted(account, from, to),
                "/data/0/name",
                "/data/0/bytes");
        byte[] bytes = Base64.getDecoder().decode(got.body().at("/data/0/base64").asString(""));
        String name = got.body().at("/data/0/name").asString("");
        Response asked = stage.post(
                maker,
                STATEMENTS,
                """
                {"name": "%s", "bytes": %d}
                """
                        .formatted(name, bytes.length),
                "/id",
                "/state");
        stage.put(asked.body().at("/upload/url").asString(""), bytes);
        String statement = STATEMENTS + "/" + asked.text("id");
        stage.poll(statement, () -> {
            String state = stage.get(maker, statement).text("state");
            return !state.equals("uploading") && !state.equals("reading");
        });
        return statement;
    }

    private boolean ended(String payouts) {
        return stage.get(maker, payouts).body().path("data").valueStream().allMatch(payout -> {
            String state = payout.path("state").asString("");
            return state.equals("paid") || state.equals("returned");
        });
    }

    /** The hash of the plan as it was read, and every warning, read. */
    private static String approval(JsonNode plan) {
        var body = JsonMapper.shared().createObjectNode().put("hash", plan.path("hash").asString(""));
        var seen = body.putArray("seen");
        plan.path("warnings").forEach(warning -> seen.add(warning.path("id").asString("")));
        return body.put("evenIfShort", true).toString();
    }

    private void account(String payee, String holder, String iban) {
        String body = """
            {"kind": "iban", "currency": "EUR", "holder": "%s", "holderKind": "individual", "iban": "%s"}
            """.formatted(holder, iban);
        stage.post(backend, "/v1/participants/" + payee + "/payout-methods", body, "/id", "/masked", "/state");
    }

    private static long transit(JsonNode trialBalance) {
        long sum = 0;
        for (JsonNode account : trialBalance.path("currencies").path(0).path("accounts")) {
            if (account.path("account").asString("").startsWith("transit")) {
                sum += Math.abs(account.path("balance").path("amount").asLong(0));
            }
        }
        return sum;
    }
}
