package dev.surety.local;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.time.Duration;
import java.time.Instant;

/**
 * A buyer and a seller disagree. The seller makes a counter-offer, the buyer asks for a ruling, and an arbiter divides
 * the money. Neither appeals, so the escrow carries the ruling out.
 */
final class DemoDispute {
    private static final String LINES = """
            "lines": [{"to": "payer", "amount": {"amount": %d, "currency": "EUR"}},
                      {"to": "payee", "amount": {"amount": %d, "currency": "EUR"}}]""";

    private final Stage stage;
    private final String backend;
    private final String operator;

    DemoDispute(Stage stage) {
        this.stage = stage;
        this.backend = stage.token(Clients.DISPUTES + "-backend");
        this.operator = stage.token(Clients.DISPUTES + "-operator");
    }

    void run() {
        stage.say("A sale of 80.00 EUR in the marketplace " + Clients.DISPUTES + ", and the buyer is not content:");
        String buyer = Demo.participant(stage, backend, "buyer", "Dora Buyer");
        String seller = Demo.participant(stage, backend, "seller", "Emil Seller");
        String escrow = Demo.sale(stage, backend, buyer, seller, "order-2001", 8_000);
        Response opened = stage.post(
                backend,
                escrow + "/dispute",
                "{\"reason\": \"damaged\", \"words\": \"One leg is broken.\"}",
                "/state",
                "/case/dispute/id",
                "/case/dispute/amount",
                "/case/dispute/longStop");
        String dispute = "/v1/disputes/" + opened.body().at("/case/dispute/id").asString("");
        stage.poll(dispute, () -> stage.get(backend, dispute).status() == 200);
        stage.post(
                backend,
                dispute + "/notified",
                "{\"side\": \"payee\", \"channel\": \"email\", \"at\": \"" + now() + "\"}",
                "/state",
                "/deadline/at",
                "/deadline/then");

        stage.say("The seller offers a quarter; the buyer does not accept, and asks for a ruling a day later:");
        stage.post(
                backend,
                dispute + "/respond",
                "{\"onBehalfOf\": \"payee\", \"kind\": \"counter\", " + LINES.formatted(2_000, 6_000) + "}",
                "/state",
                "/offers/0/lines",
                "/deadline/then");
        stage.advance(operator, now().plus(Duration.ofHours(25)));
        stage.post(backend, dispute + "/escalate", "{\"onBehalfOf\": \"payer\"}", "/state", "/deadline/at");
        submitted(dispute);
        submitted(dispute);

        stage.say("An arbiter who knows neither of them divides the money, and says why:");
        stage.poll(dispute, () -> stage.get(operator, dispute).text("arbiter").startsWith(Clients.DISPUTES));
        String arbiter = stage.token(stage.get(operator, dispute).text("arbiter"));
        stage.post(
                arbiter,
                dispute + "/rule",
                "{\"finding\": \"claim_partly_proved\", \"facts\": [{\"words\": \"The chair can be repaired.\"}], "
                        + LINES.formatted(3_000, 5_000) + "}",
                "/state",
                "/ruling/lines",
                "/ruling/finding",
                "/ruling/facts/0/words",
                "/deadline/at",
                "/deadline/then");

        stage.say("Neither appeals within seven days. The escrow divides the money, once:");
        stage.advance(operator, now().plus(Duration.ofDays(8)));
        stage.until(backend, dispute, "/state", "closed");
        stage.shown(backend, dispute, "/state", "/outcome", "/enforcement/lines", "/enforcement/done/refund");
        stage.shown(backend, escrow, "/state", "/outcome", "/amounts/released", "/amounts/refunded", "/amounts/fees");
        stage.untilAvailable(backend, Demo.balance(seller));
        stage.shown(backend, Demo.balance(seller), "/balances/0/available");
        stage.books(backend);

        stage.say("The ruling counts against the seller:");
        String reputation = "/v1/participants/" + seller + "/reputation?role=payee";
        stage.poll(reputation, () -> stage.get(backend, reputation).body().at("/counts/disputesLost").asInt(0) == 1);
        DemoReviews.explained(stage, backend, reputation);
    }

    /** Both sides say that they have no more evidence. */
    private void submitted(String dispute) {
        for (String side : new String[] {"payer", "payee"}) {
            stage.post(
                    backend,
                    dispute + "/submit-evidence",
                    "{\"onBehalfOf\": \"" + side + "\"}",
                    "/state",
                    "/deadline/at");
        }
    }

    private Instant now() {
        return Instant.parse(stage.get(operator, "/v1/sandbox/clock").text("now"));
    }
}
