package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.Quarrel.Case;
import dev.surety.local.http.Clients;
import dev.surety.testkit.Outsider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reviews and scores of a marketplace, over HTTP, in a few words. */
final class Reviewing {
    static final long PRICE = 2_000;

    /** The fee of a sale at {@link #PRICE}, which is a typical one. */
    static final long FEE = 240;

    final Quarrel quarrel;

    Reviewing(URI base, String run) {
        quarrel = new Quarrel(base, run);
    }

    /** A sale that has ended and can be reviewed. */
    Case ended(String payer, String payee) {
        return ended(payer, payee, PRICE);
    }

    Case ended(String payer, String payee, long price) {
        Case of = new Case(quarrel.sale.delivered(payer, payee, price), "", payer, payee);
        ok(quarrel.post(of.escrow() + "/accept", "{}"));
        return open(of);
    }

    Case ended() {
        return ended(quarrel.someone(), quarrel.someone());
    }

    /** Waits until the end of the sale is heard. */
    Case open(Case of) {
        await("the sale can be reviewed", () -> quarrel.sale.get(path(of) + "?onBehalfOf=payer").status() == 200);
        return of;
    }

    private static String path(Case of) {
        return of.escrow() + "/review";
    }

    Response write(Case of, String side, String fields) {
        String body = "{\"onBehalfOf\": \"" + side + "\", " + fields + "}";
        return send(quarrel.sale.backend, "PUT", path(of), body);
    }

    Response send(String token, String method, String path, String body) {
        return quarrel.sale.api.send(method, token, path, body, quarrel.sale.key());
    }

    static String verdict(boolean isGood) {
        return "\"verdict\": \"" + (isGood ? "good" : "bad") + "\"";
    }

    /** Both sides write, so both reviews are published. The payee praises. */
    Case reviewed(Case of, boolean isGood) {
        ok(write(of, "payer", verdict(isGood) + ", \"words\": \"So it was.\""));
        ok(write(of, "payee", verdict(true)));
        return of;
    }

    /** Published opinions are weighed two hours later. */
    void weigh(String payee, int opinions) {
        quarrel.sale.advance(Duration.ofHours(3));
        await("opinions are weighed", () -> count(payee, "reviewed") == opinions);
    }

    JsonNode own(Case of, String side) {
        return quarrel.see(path(of) + "?onBehalfOf=" + side);
    }

    /** The path of the reviews of a sale. */
    String reviews(Case of) {
        return "/v1/reviews/" + own(of, "payer").path("id").asString("");
    }

    Response decide(Case of, String decision, String more) {
        String body = "{\"decision\": \"" + decision + "\", \"author\": \"payer\"" + more + "}";
        return quarrel.by("moderator", reviews(of) + "/decide", body);
    }

    static String score(String participant) {
        return "/v1/participants/" + participant + "/reputation";
    }

    JsonNode of(String participant) {
        return quarrel.see(score(participant));
    }

    int count(String participant, String what) {
        return of(participant).path("counts").path(what).asInt(-1);
    }

    List<JsonNode> entries(String participant, String role) {
        List<JsonNode> entries = new ArrayList<>();
        String path = score(participant) + "/entries?limit=5&role=" + role;
        String cursor = "";
        do {
            JsonNode page = quarrel.see(path + cursor);
            page.path("data").forEach(entries::add);
            cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return entries;
    }

    /** The sum of a participant's weights of one kind. */
    long weight(String participant, String kind) {
        return entries(participant, "payee").stream()
                .filter(entry -> entry.path("kind").asString("").equals(kind))
                .mapToLong(entry -> entry.path("weight").asLong(0))
                .sum();
    }

    /** An outsider finds every published number of these people, in both roles, and at the price of 25 sales. */
    void computedAgain(List<String> participants) {
        JsonNode rule = quarrel.see("/v1/reputation/rule");
        for (String participant : participants) {
            for (String role : List.of("payer", "payee")) {
                for (int stake : new int[] {1, 25}) {
                    String price = stake == 1 ? "" : "&currency=EUR&price=" + stake * PRICE;
                    JsonNode score = quarrel.see(score(participant) + "?role=" + role + price);
                    Instant asOf = Instant.parse(score.path("asOf").asString(""));
                    var outsider = new Outsider(rule, entries(participant, role), asOf);
                    assertEquals(List.of(), outsider.wrongWeights());
                    assertEquals(List.of(), outsider.differences(score, stake), score.toString());
                }
            }
        }
    }

    /** Staff of the other marketplace, or its back end. */
    String elsewhere(String client) {
        return quarrel.sale.api.token("other-" + client);
    }

    /** A participant's own token. */
    String tokenOf(String participant) {
        return quarrel.sale.api.tokenOf(Clients.DISPUTES + "-backend", participant);
    }

    void refusedList(String route, int status, String reason, ObjectNode body) {
        if (route.equals("match")) {
            body.putObject("weights").put("trust", 100);
        } else {
            body.path("candidates").forEach(candidate -> ((ObjectNode) candidate).remove("price"));
        }
        Response answer = quarrel.post("/v1/reputation/" + route, body.toString());
        assertEquals(status, answer.status(), answer.body().toString());
        assertEquals(reason, answer.body().at("/errors/0/reason").asString(""), answer.body().toString());
    }

    static ObjectNode candidates(List<String> people, String price) {
        String each = people.stream()
                .map(id -> "{\"participant\": \"" + id + "\"" + (price.isEmpty() ? "" : ", \"price\": " + price) + "}")
                .collect(Collectors.joining(", "));
        return (ObjectNode) JsonMapper.shared().readTree("{\"candidates\": [" + each + "]}");
    }

    Response answer(Case of, String side, String command, String fields) {
        return quarrel.post(
                reviews(of) + "/" + command, "{\"onBehalfOf\": \"" + side + "\", " + fields + "}");
    }

    /** The published reviews about the payee of a sale. */
    JsonNode about(Case of) {
        return quarrel.see("/v1/participants/" + of.payee() + "/reviews").path("data");
    }

    JsonNode standing(String participant) {
        return of(participant).path("standing");
    }

    long flags(Case of) {
        String review = own(of, "payer").path("id").asString("");
        return quarrel.see("/v1/attention").path("data").valueStream()
                .filter(work -> work.path("subject").asString("").equals(review))
                .count();
    }
}
