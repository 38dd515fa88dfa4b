package dev.surety.local;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Plays two sales and their payout through the HTTP API, in a marketplace of its own. Two sellers deliver, and the
 * money becomes theirs. Then finance pays them, reads the bank's statement, and closes the month. In between a buyer
 * and a seller disagree in a second marketplace, and sellers are verified in a third.
 */
final class Demo {
    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    void run(URI base) {
        var stage = new Stage(base, out);
        String backend = stage.token(Clients.SHOWCASE + "-backend");
        String operator = stage.token(Clients.SHOWCASE + "-operator");
        LocalDate begun = DemoMonth.today(stage, operator);
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
        new DemoReviews(stage, backend, operator).run(first, ben, cleo);
        new DemoDispute(stage).run();
        new DemoScreening(stage).run();
        var payday = new DemoPayday(stage, backend, operator);
        LocalDate shown = payday.run(ben, cleo);
        new DemoMonth(stage, operator, payday).run(begun, shown);
        stage.say("");
    }

    static String sale(
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

    static String participant(Stage stage, String token, String reference, String name) {
        String body = """
            {"reference": "%s", "kind": "individual", "country": "DE",
             "profile": {"name": "%s", "email": "%s@example.com"}}
            """.formatted(reference, name, reference);
        return stage.post(token, "/v1/participants", body, "/id", "/reference", "/state").text("id");
    }

    static String balance(String participant) {
        return "/v1/participants/" + participant + "/balance";
    }
}
