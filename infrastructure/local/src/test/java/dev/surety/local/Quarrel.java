package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The people of a marketplace whose disputes have a procedure, over HTTP, in a few words. */
final class Quarrel {
    static final long PRICE = 8_000;

    final Sale sale;
    private int names;

    Quarrel(URI base, String run) {
        sale = new Sale(base, Clients.DISPUTES, run);
    }

    /** A sale with its dispute. */
    record Case(String escrow, String dispute, String payer, String payee) {}

    Response post(String path, String body) {
        return sale.post(path, body);
    }

    Response by(String client, String path, String body) {
        return sale.api.send("POST", sale.api.token(Clients.DISPUTES + "-" + client), path, body, sale.key());
    }

    JsonNode see(String path) {
        return sale.get(path).body();
    }

    String someone() {
        names++;
        return sale.participant("someone-" + names);
    }

    /** A delivered sale, paid by this method. */
    Case sold(String method, long price, String currency) {
        String payer = someone();
        String payee = someone();
        String creation = Sale.creation(payer, payee, price).replace("EUR", currency);
        String escrow = "/v1/escrows/" + ok(post("/v1/escrows", creation)).text("id");
        ok(post(escrow + "/fund", "{\"method\": \"" + method + "\"}"));
        ok(post(escrow + "/deliver", "{}"));
        return new Case(escrow, "", payer, payee);
    }

    /** The payer disputes all of it. */
    Case disputed(Case of) {
        Response answer = ok(post(of.escrow() + "/dispute", "{\"reason\": \"not_as_described\"}"));
        String dispute = "/v1/disputes/" + answer.body().at("/case/dispute/id").asString("");
        await("the dispute is there", () -> sale.get(dispute).status() == 200);
        return new Case(of.escrow(), dispute, of.payer(), of.payee());
    }

    Case disputed() {
        return disputed(sold("card_ok", PRICE, "EUR"));
    }

    void notified(Case of) {
        String now = sale.clock().text("now");
        ok(post(of.dispute() + "/notified", "{\"side\": \"payee\", \"channel\": \"email\", \"at\": \"" + now + "\"}"));
    }

    Response side(Case of, String side, String command) {
        return post(of.dispute() + "/" + command, "{\"onBehalfOf\": \"" + side + "\"}");
    }

    Response offer(Case of, String side, long toPayer, long toPayee, String currency) {
        return post(
                of.dispute() + "/offers",
                "{\"onBehalfOf\": \"" + side + "\", " + lines(toPayer, toPayee, currency) + "}");
    }

    Response accept(Case of, String side, JsonNode offer) {
        return post(
                of.dispute() + "/offers/" + offer.path("id").asString("") + "/accept",
                "{\"onBehalfOf\": \"" + side + "\", \"hash\": \"" + offer.path("hash").asString("") + "\"}");
    }

    static String lines(long toPayer, long toPayee, String currency) {
        String line = "{\"to\": \"%s\", \"amount\": {\"amount\": %d, \"currency\": \"%s\"}}";
        String payer = toPayer > 0 ? line.formatted("payer", toPayer, currency) : "";
        String payee = toPayee > 0 ? line.formatted("payee", toPayee, currency) : "";
        return "\"lines\": [" + payer + (toPayer > 0 && toPayee > 0 ? ", " : "") + payee + "]";
    }

    static String ruling(long toPayer, long toPayee) {
        return "{\"finding\": \"claim_partly_proved\", \"facts\": [{\"words\": \"a fact\"}], "
                + lines(toPayer, toPayee, "EUR") + "}";
    }

    void until(Case of, String state) {
        await("the dispute is " + state, () -> see(of.dispute()).path("state").asString("").equals(state));
    }

    void closed(Case of, String outcome) {
        until(of, "closed");
        assertEquals(outcome, see(of.dispute()).path("outcome").asString(""));
    }

    /** The parties have said all, and an arbiter has it. @return the arbiter's client, without the marketplace */
    String toTheArbiter(Case of) {
        notified(of);
        ok(post(of.dispute() + "/respond", "{\"onBehalfOf\": \"payee\", \"kind\": \"reject\"}"));
        sale.advance(Duration.ofHours(25));
        ok(side(of, "payer", "escalate"));
        for (String round : new String[] {"evidence", "rebuttal"}) {
            until(of, round);
            ok(side(of, "payer", "submit-evidence"));
            ok(side(of, "payee", "submit-evidence"));
        }
        until(of, "ruling");
        await("an arbiter is assigned", () -> see(of.dispute()).path("arbiter").isString());
        return see(of.dispute()).path("arbiter").asString("").substring(Clients.DISPUTES.length() + 1);
    }

    long amount(Case of, String name) {
        return see(of.escrow()).path("amounts").path(name).path("amount").asLong(-1);
    }

    void bank(Case of, String outcome) {
        String payment = see(of.escrow()).path("payment").path("id").asString("");
        ok(by("operator", "/v1/sandbox/chargebacks", """
                {"payment": "%s", "outcome": "%s"}
                """.formatted(payment, outcome)));
    }

    static void refused(Response answer, int status, String reason) {
        assertEquals(reason, answer.text("reason"), answer.body().toString());
        assertEquals(status, answer.status());
    }
}
