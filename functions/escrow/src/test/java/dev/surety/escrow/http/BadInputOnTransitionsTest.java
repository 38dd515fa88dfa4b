package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.testkit.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is wrong with what a move is asked with, it is a 4xx that names it and changes nothing. */
class BadInputOnTransitionsTest {
    private static final String KEY = "bad-input-00000001";
    private static final String LINE = "{\"to\":\"payee\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"}}";
    private static final List<String> AMOUNTS = List.of(
            "0", "-1", "1.0", "1e3", "\"1\"", "9223372036854775808", "1000000000000001", "null", "true", "[1]", "01");
    private static final List<String> BODIES = List.of(
            "[]",
            "\"x\"",
            "7",
            "null",
            "{",
            "{} {}",
            "{\"reason\":\"a\",\"reason\":\"b\"}",
            "{\"reason\":\"r\",\"state\":\"settled\"}",
            "{\"reason\":\"r\",\"fee\":0}",
            "{\"reason\":\"r\",\"version\":1}",
            "{\"reason\":\"r\",\"marketplace\":\"other\"}",
            "{\"reason\":7}",
            "{\"reason\":\"\"}",
            "{\"reason\":null}",
            "{\"reason\":\"a\\u0000b\"}",
            "{\"reason\":\"a\\u202eb\"}",
            "{\"reason\":\"" + "x".repeat(501) + "\"}",
            "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}");

    private final EscrowWorld world = new EscrowWorld();

    private record Ask(String command, String body) {}

    private static List<Ask> asks() {
        List<Ask> asks = new ArrayList<>();
        for (String command :
                List.of("cancel", "request-changes", "refund", "dispute", "withdraw", "award", "release")) {
            BODIES.forEach(body -> asks.add(new Ask(command, body)));
        }
        for (String command : List.of("refund", "dispute", "release")) {
            String reason = command.equals("release") ? "" : "\"reason\":\"other\",";
            for (String amount : AMOUNTS) {
                String of = "{" + reason + "\"amount\":{\"amount\":" + amount + ",\"currency\":\"EUR\"}}";
                asks.add(new Ask(command, of));
            }
            for (String currency : List.of("\"eur\"", "\"XXX\"", "978", "null", "\"JPY\"")) {
                String of = "{" + reason + "\"amount\":{\"amount\":1,\"currency\":" + currency + "}}";
                asks.add(new Ask(command, of));
            }
            asks.add(new Ask(command, "{" + reason + "\"amount\":6000}"));
        }
        for (String lines : List.of(
                "[]", "{}", "null", "[7]", "[" + LINE + "," + LINE + "]", "[" + LINE + "," + LINE + "," + LINE + "]",
                "[{\"to\":\"me\",\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}]", "[{\"to\":\"payee\"}]",
                "[" + LINE.replace("6000", "-6000") + "]", "[" + LINE.replace("6000", "5999") + "]",
                "[" + LINE.replace("EUR", "JPY") + "]", "[" + LINE.replace("}}", "},\"fee\":0}") + "]")) {
            asks.add(new Ask("award", "{\"reason\":\"r\",\"lines\":" + lines + "}"));
            String all = "\"amount\":{\"amount\":6000,\"currency\":\"EUR\"}";
            asks.add(new Ask("dispute", "{\"reason\":\"late\"," + all + ",\"asks\":" + lines + "}"));
        }
        for (String reference : List.of("\"\"", "7", "null", "\"" + "r".repeat(101) + "\"", "\"a\\u0000\"")) {
            asks.add(new Ask("refund", "{\"reason\":\"r\",\"reference\":" + reference + "}"));
            asks.add(new Ask("release", "{\"reference\":" + reference + "}"));
        }
        asks.add(new Ask("refund", "{}"));
        asks.add(new Ask("dispute", "{}"));
        for (String why : List.of("broken", "LATE", "late ", "")) {
            asks.add(new Ask("dispute", "{\"reason\":\"" + why + "\"}"));
        }
        for (String words : List.of("\"\"", "7", "null", "\"" + "w".repeat(501) + "\"", "\"a\\u202eb\"")) {
            asks.add(new Ask("dispute", "{\"reason\":\"late\",\"words\":" + words + "}"));
        }
        asks.add(new Ask("cancel", "{\"onBehalfOf\":\"both\"}"));
        asks.add(new Ask("refund", "{\"reason\":\"r\",\"onBehalfOf\":\"payer\"}"));
        return asks;
    }

    private static Map<String, String> claims(String command) {
        return command.equals("award")
                ? Map.of("marketplace", "demo", "person", "per_arb", "scope", "disputes:rule")
                : EscrowWorld.backend();
    }

    private String inDispute() {
        String id = world.delivered(6000, "prepare-00000001");
        assertEquals(
                200,
                world.post("/v1/escrows/" + id + "/dispute", "{\"reason\":\"other\"}", "prepare-00000001")
                        .status());
        return id;
    }

    @TestFactory
    List<DynamicTest> nothingWrongIsDone() {
        String id = inDispute();
        long entries = world.entries();
        List<DynamicTest> tests = new ArrayList<>();
        for (Ask ask : asks()) {
            String name = ask.command() + " " + ask.body();
            tests.add(DynamicTest.dynamicTest(name.substring(0, Math.min(80, name.length())), () -> {
                String path = "/v1/escrows/" + id + "/" + ask.command();

                Response answer = world.call("POST", path, ask.body(), KEY, claims(ask.command()));

                assertTrue(answer.status() == 400 || answer.status() == 422, answer.status() + answer.bytes());
                assertTrue(answer.body().path("errors").size() > 0, answer.bytes());
                assertEquals(entries, world.entries(), "a refusal changes nothing");
            }));
        }
        return tests;
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() {
        String body = "{\"reason\":7,\"amount\":{\"amount\":0,\"currency\":\"EUR\"},\"reference\":\"\",\"x\":1}";
        Response answer = world.post("/v1/escrows/" + inDispute() + "/refund", body, KEY);

        List<String> pointers = new ArrayList<>();
        answer.body().path("errors").forEach(error -> pointers.add(error.path("pointer").asString("")));
        assertEquals(
                List.of("/amount/amount", "/reason", "/reference", "/x"), pointers.stream().sorted().toList());
    }

    @Test
    void idsOfOthersAndOfOtherThingsAreNotFound() {
        String id = inDispute();
        String body = "{\"reason\":\"r\"}";
        for (String other : List.of(
                id.substring(0, 29), id + "a", "pay_" + id.substring(4), "%2e%2e", "esc_AAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            assertEquals(404, world.post("/v1/escrows/" + other + "/refund", body, KEY).status(), other);
        }
        var others = EscrowWorld.backend(EscrowWorld.OTHER);
        assertEquals(404, world.call("POST", "/v1/escrows/" + id + "/withdraw", "", KEY, others).status());
    }

    @Test
    void paymentsThatAreWrongAreRefused() {
        String id = world.created(6000, "prepare-00000009");
        long entries = world.entries();
        String good = "{\"payer\":\"" + EscrowWorld.PAYER + "\",\"method\":\"card_ok\",\"escrows\":[\"" + id + "\"]}";
        for (String wrong : List.of(
                good.replace("card_ok", "cash"),
                good.replace(EscrowWorld.PAYER, EscrowWorld.PAYEE),
                good.replace("[\"" + id + "\"]", "\"" + id + "\""),
                good.replace("[\"" + id + "\"]", "[7]"),
                good.replace("[\"" + id + "\"]", "null"),
                good.replace("}", ",\"amount\":1}"),
                good.replace("}", ",\"returnUrl\":\"javascript:alert(1)\"}"),
                good.replace("}", ",\"returnUrl\":\"https://evil.example/\"}"),
                good.replace("\"payer\"", "\"payee\""),
                "{}",
                "[]")) {
            Response answer = world.post("/v1/payments", wrong, KEY);
            assertTrue(answer.status() == 400 || answer.status() == 422, answer.status() + " " + wrong);
            List<String> pointers = new ArrayList<>();
            answer.body().path("errors").forEach(error -> pointers.add(error.path("pointer").asString("")));
            assertEquals(pointers.stream().distinct().toList(), pointers, "each place once: " + wrong);
        }
        assertEquals(400, world.post("/v1/payments", good, "short").status());
        assertEquals(400, world.get("/v1/payments").status());
        assertEquals(400, world.get("/v1/payments?payer=" + EscrowWorld.PAYER + "&cursor=x").status());
        assertEquals(entries, world.entries());
    }
}
