package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything a stranger may send instead of what was asked: each gets its 4xx, and nothing anywhere has changed. */
class BadInputTest {
    private static final String KEY = "command-00000001";
    private static final String GOOD = EscrowWorld.creation(6000).strip();

    private final EscrowWorld world = new EscrowWorld();

    private static final String CREATIONS =
            """
            instead of                          | this                                        | status | reason    | pointer
            "amount":6000                       | "amount":0                                  | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":-1                                 | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":1.0                                | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":1e3                                | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":"1"                                | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":9223372036854775808                | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":1000000000000001                   | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":null                               | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":true                               | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":[6000]                             | 400    | malformed | /amount/amount
            "amount":6000                       | "amount":06000                              | 400    | malformed |
            "amount":6000                       | "amount":+6000                              | 400    | malformed |
            "currency":"EUR"                    | "currency":"eur"                            | 400    | malformed | /amount/currency
            "currency":"EUR"                    | "currency":"XXX"                            | 400    | malformed | /amount/currency
            "currency":"EUR"                    | "currency":978                              | 400    | malformed | /amount/currency
            "currency":"EUR"                    | "currency":"USD"                            | 422    | invalid   | /amount/currency
            "currency":"EUR"                    | "currency":"EUR","decimals":3               | 400    | malformed | /amount/decimals
            "terms":"goods"                     | "terms":"gold"                              | 422    | invalid   | /terms
            "terms":"goods"                     | "terms":7                                   | 400    | malformed | /terms
            "terms":"goods"                     | "terms":null                                | 400    | malformed | /terms
            "terms":"goods"                     | "terms":{"preset":"goods","version":9}      | 422    | invalid   | /terms
            "terms":"goods"                     | "terms":{"preset":"goods","fee":0}          | 400    | malformed | /terms/fee
            "terms":"goods"                     | "state":"held"                              | 400    | malformed | /state
            "terms":"goods"                     | "terms":"goods","fee":0                     | 400    | malformed | /fee
            "terms":"goods"                     | "terms":"goods","marketplace":"other"       | 400    | malformed | /marketplace
            "terms":"goods"                     | "terms":"goods","version":3                 | 400    | malformed | /version
            "terms":"goods"                     | "terms":"goods","terms":"goods"             | 400    | malformed |
            "reference":"order-1042"            | "reference":""                              | 400    | malformed | /reference
            "reference":"order-1042"            | "reference":12                              | 400    | malformed | /reference
            "reference":"order-1042"            | "reference":"a\\u0000b"                     | 400    | malformed | /reference
            "reference":"order-1042"            | "reference":"a\\ud800b"                     | 400    | malformed | /reference
            "reference":"order-1042"            | "reference":"a\\u202eb"                     | 400    | malformed | /reference
            "terms":"goods"                     | "terms":"goods","lines":null                | 400    | malformed | /lines
            "terms":"goods"                     | "terms":"goods","lines":[{"name":"a","amount":{"amount":1,"currency":"EUR"}}] | 422 | invalid | /lines
            "basket":"7"                        | "basket":7                                  | 400    | malformed | /metadata/basket
            "basket":"7"                        | "a/b~c":[]                                  | 400    | malformed | /metadata/a~1b~0c
            """;

    @TestFactory
    Stream<DynamicTest> everyBadCreationIsRefused() {
        return CREATIONS.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> {
            String from = cells[0].strip();
            String body = GOOD.replace(from, cells[1].strip());
            assertTrue(GOOD.contains(from), from);
            return DynamicTest.dynamicTest(cells[1].strip(), () -> {
                Response answer = refused("POST", "/v1/escrows", body, EscrowWorld.backend());
                assertEquals(Integer.parseInt(cells[2].strip()), answer.status(), answer.bytes());
                assertEquals(cells[3].strip(), answer.text("reason"));
                assertTrue(pointers(answer).contains(cells[4].strip()), answer.bytes());
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> everyBadBodyIsMalformed() {
        return Stream.of(
                        "",
                        "{",
                        "{}x",
                        "[]",
                        "[" + GOOD + "]",
                        "null",
                        "7",
                        "\"{}\"",
                        "{\"payer\":1}",
                        GOOD + GOOD,
                        "\ufeff" + GOOD,
                        "{\"a\":".repeat(17) + "1" + "}".repeat(17),
                        "{'payer':1}",
                        "{\"payer\":NaN}",
                        "// a comment\n" + GOOD)
                .map(body -> DynamicTest.dynamicTest("body " + body.substring(0, Math.min(20, body.length())), () -> {
                    Response answer = refused("POST", "/v1/escrows", body, EscrowWorld.backend());
                    assertEquals(400, answer.status());
                    assertEquals("malformed", answer.text("reason"));
                }));
    }

    @Test
    void aBodyOverSixtyFourKilobytesIsTooLarge() {
        Response answer =
                refused("POST", "/v1/escrows", "{\"x\":\"" + "y".repeat(65_536) + "\"}", EscrowWorld.backend());

        assertEquals(413, answer.status());
        assertEquals("too_large", answer.text("reason"));
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        Response answer = refused("POST", "/v1/escrows", "{\"payer\":7,\"terms\":true}", EscrowWorld.backend());

        assertEquals(List.of("/payer", "/payee", "/amount", "/terms"), pointers(answer));
    }

    @Test
    void aTransferToOneselfIsInvalid() {
        String body = GOOD.replace(EscrowWorld.PAYEE, EscrowWorld.PAYER);

        Response answer = refused("POST", "/v1/escrows", body, EscrowWorld.backend());

        assertEquals(422, answer.status());
        assertEquals(List.of("/payee"), pointers(answer));
    }

    @Test
    void idsOfAnotherKindOrOfNobodyAreRefused() {
        String otherKind = GOOD.replace(EscrowWorld.PAYEE, "esc_" + "a".repeat(26));
        String nobody = GOOD.replace(EscrowWorld.PAYEE, "par_" + "a".repeat(26));

        assertEquals(400, refused("POST", "/v1/escrows", otherKind, EscrowWorld.backend()).status());
        assertEquals(422, refused("POST", "/v1/escrows", nobody, EscrowWorld.backend()).status());
        for (String id : List.of("esc_" + "a".repeat(26), "par_" + "a".repeat(26), "x", "esc_%2e%2e", "%00", "..")) {
            assertEquals(404, refused("GET", "/v1/escrows/" + id, "", EscrowWorld.backend()).status());
            assertEquals(
                    404, refused("POST", "/v1/escrows/" + id + "/accept", "", EscrowWorld.backend()).status());
        }
    }

    @Test
    void aParticipantsTokenCannotBringTermsOfItsOwn() {
        String own = "{\"preset\":\"goods\",\"overrides\":{\"timers\":{\"inspect\":\"PT1S\"}}}";
        String body = GOOD.replace("\"goods\"", own);

        Response answer = refused("POST", "/v1/escrows", body, EscrowWorld.participant(EscrowWorld.PAYER));

        assertEquals(400, answer.status());
        assertEquals(List.of("/terms"), pointers(answer));
    }

    @Test
    void aCommandWithoutAGoodKeyIsRefused() {
        for (String key : List.of("", "short", "x".repeat(65), "sixteen chars !!", "schlüssel-000000001")) {
            Response answer = world.post("/v1/escrows", GOOD, key);
            assertEquals(400, answer.status());
            assertEquals("idempotency_key_missing", answer.text("reason"));
        }
        assertEquals(0, world.store.items("vault").size());
    }

    @Test
    void aKeyUsedAgainForSomethingElseIsRefused() {
        String id = world.funded(6000, "sale-0000000000001");
        String release = "/v1/escrows/" + id + "/release";
        world.post(release, "{\"amount\":{\"amount\":100,\"currency\":\"EUR\"}}", KEY);
        long entries = world.entries();

        Response other = world.post(release, "{\"amount\":{\"amount\":101,\"currency\":\"EUR\"}}", KEY);
        Response otherCreation = world.post("/v1/escrows", GOOD.replace("a chair", "a table"), "sale-0000000000001");

        assertEquals("idempotency_key_reused", other.text("reason"));
        assertEquals("idempotency_key_reused", otherCreation.text("reason"));
        assertEquals(entries, world.entries());
    }

    @Test
    void oneKeyOfTwoMarketplacesIsTwoKeys() {
        Response demo = world.post("/v1/escrows", GOOD, KEY);
        Response other = world.call("POST", "/v1/escrows", GOOD, KEY, EscrowWorld.backend(EscrowWorld.OTHER));

        assertEquals(201, demo.status());
        assertEquals(201, other.status());
        assertFalse(other.isReplay());
    }

    @Test
    void theSameBodyWrittenOtherwiseIsTheSameRequest() {
        Response first = world.post("/v1/escrows", GOOD, KEY);
        Response again = world.post("/v1/escrows", GOOD.replace(",", " ,\n"), KEY);

        assertEquals(first.bytes(), again.bytes());
        assertTrue(again.isReplay());
    }

    @Test
    void aForeignAlteredOrMisusedCursorIsMalformed() {
        world.created(6000, "sale-0000000000001");
        world.created(6000, "sale-0000000000002");
        String list = "/v1/escrows?payer=" + EscrowWorld.PAYER + "&limit=1";
        String cursor = world.get(list).text("nextCursor");
        String altered = cursor.substring(0, 10) + (cursor.charAt(10) == 'a' ? 'b' : 'a') + cursor.substring(11);

        assertEquals(200, world.get(list + "&cursor=" + cursor).status());
        assertEquals(400, world.get(list + "&cursor=" + altered).status());
        assertEquals(400, world.get(list + "&cursor=x").status());
        assertEquals(400, world.get("/v1/escrows?payee=" + EscrowWorld.PAYEE + "&cursor=" + cursor).status());
        assertEquals(
                400,
                world.call("GET", list + "&cursor=" + cursor, "", "", EscrowWorld.backend(EscrowWorld.OTHER)).status());
        world.clock.advance(Duration.ofHours(25));
        assertEquals(400, world.get(list + "&cursor=" + cursor).status());
    }

    @Test
    void badListsAreMalformed() {
        String payer = "payer=" + EscrowWorld.PAYER;
        for (String query : List.of(
                "limit=1", payer + "&limit=0", payer + "&limit=101", payer + "&limit=x", payer + "&status=held",
                payer + "&payee=" + EscrowWorld.PAYEE, "payer=me")) {
            assertEquals(400, world.get("/v1/escrows?" + query).status(), query);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "asked                          | errors",
                "/v1/escrows                    | payer one_of_payer_payee_reference",
                "/v1/escrows?payer=x            | payer format",
                "/v1/escrows?payee=x            | payee format",
                "/v1/escrows?payee=x&payer=x    | payer format, payee format",
                "/v1/escrows?payee=x&limit=0    | payee format, limit bound",
                "/v1/escrows?reference=&status=x | reference format, status unknown",
                "/v1/payments                   | payer missing",
                "/v1/payments?payer=x           | payer format",
            })
    void aParameterIsNamedOnceAndNoOtherForItsSake(String asked, String errors) {
        List<String> named = new ArrayList<>();
        world.get(asked).body().path("errors").forEach(error -> named.add(
                error.path("pointer").asString("") + " " + error.path("reason").asString("")));
        assertEquals(errors, String.join(", ", named));
    }

    @Test
    void moneyInIsPausedAtOnce() {
        String id = world.created(6000, "sale-0000000000001");
        world.rules().pause(Pause.MONEY_IN);

        Response answer = world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", KEY);

        assertEquals(409, answer.status());
        assertEquals("paused", answer.text("reason"));
    }

    @Test
    void aPayeeWhoMayNotReceiveIsNotPaidFor() {
        String id = world.created(6000, "sale-0000000000001");
        EscrowWorld.participant(world.journal, EscrowWorld.DEMO, EscrowWorld.PAYEE, Set.of("pay"));

        Response answer = world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", KEY);

        assertEquals(403, answer.status());
        assertEquals("capability_restricted", answer.text("reason"));
    }

    @Test
    void anOperatorsForcedMoveNeedsAReasonAndNobodyElsesTakesOne() {
        String path = "/v1/escrows/" + world.funded(6000, "sale-0000000000001") + "/deliver";

        Response without = world.call("POST", path, "{}", KEY, EscrowWorld.operator());
        Response backends = world.post(path, "{\"reason\":\"because\"}", KEY);

        assertEquals(List.of("/reason"), pointers(without));
        assertEquals(List.of("/reason"), pointers(backends));
    }

    @Test
    void aMoveOnAnOutdatedVersionIsRefused() {
        String path = "/v1/escrows/" + world.funded(6000, "sale-0000000000001") + "/deliver";

        assertEquals("version_conflict", withIfMatch(path, "\"2\"").text("reason"));
        assertEquals("malformed", withIfMatch(path, "3").text("reason"));
        assertEquals("version_conflict", withIfMatch(path, "W/\"2\"").text("reason"));
        assertEquals(200, withIfMatch(path, "W/\"3\"").status());
        assertEquals(200, withIfMatch(path, "*").status(), "the same request, whatever version it names");
        assertEquals(200, withIfMatch(path, "\"3\"").status(), "a replay comes before the version is looked at");
    }

    private Response withIfMatch(String path, String version) {
        return world.call("POST", path, "", KEY, EscrowWorld.backend(), Map.of("if-match", version));
    }

    @Test
    void parametersNobodyReadsAreRefusedAndNotJustIgnored() {
        String path = "/v1/escrows/" + world.created(6000, "sale-0000000000001");

        Response force = refused("POST", path + "/fund?force=true", "{\"method\":\"card_ok\"}", EscrowWorld.backend());

        assertEquals(List.of("force"), pointers(force));
        assertEquals(400, world.get(path + "?expand=payment").status());
    }

    @Test
    void anotherSpellingOfAPathIsNotAnotherScopeForAKey() {
        String id = world.funded(6000, "sale-0000000000001");
        String part = "{\"amount\":{\"amount\":100,\"currency\":\"EUR\"}}";

        assertEquals(200, world.post("/v1/escrows/" + id + "/release", part, KEY).status());
        long entries = world.entries();
        for (String spelling : List.of("%65sc_", "%2565sc_", "ESC_", "esc%5f")) {
            String path = "/v1/escrows/" + id.replace("esc_", spelling) + "/release";
            assertEquals(404, world.post(path, part, KEY).status(), spelling);
        }
        assertEquals(entries, world.entries());
    }

    @Test
    void manyPaymentsNobodyAnswersForStopNobodyElses() {
        for (int i = 0; i < 20; i++) {
            String id = world.created(6000, "silent-000000000-" + i);
            world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_timeout_done\"}", "silent-000000000-" + i);
        }

        assertEquals("held", world.get("/v1/escrows/" + world.funded(6000, "sale-0000000000001")).text("state"));
    }

    @Test
    void aReturnUrlHasToBeOneOfTheMarketplaces() {
        String path = "/v1/escrows/" + world.created(6000, "sale-0000000000001") + "/fund";
        String body = "{\"method\":\"card_ok\",\"returnUrl\":\"%s\"}";

        Response elsewhere =
                refused("POST", path, body.formatted("https://elsewhere.example/"), EscrowWorld.backend());
        List<String> noUrls =
                List.of("https://shop.example/\\n", "https://a@shop.example/", "/paid", "mailto:a@b.example");
        for (String wrong : noUrls) {
            assertEquals(400, refused("POST", path, body.formatted(wrong), EscrowWorld.backend()).status(), wrong);
        }
        for (String out : List.of("../x", "%2e%2e/x", "..%2fx", "a/../../x")) {
            Response left = refused("POST", path, body.formatted("https://shop.example/" + out), EscrowWorld.backend());
            assertEquals("invalid", left.text("reason"), out);
        }
        Response ours = world.post(path, body.formatted("https://shop.example/paid?order=1"), KEY);

        assertEquals(List.of("/returnUrl"), pointers(elsewhere));
        assertEquals(422, elsewhere.status());
        assertEquals("held", ours.text("state"));
    }

    @Test
    void aRefusedForcedMoveLeavesNoReasonInTheVault() {
        String path = "/v1/escrows/" + world.created(6000, "sale-0000000000001") + "/deliver";

        Response answer = refused("POST", path, "{\"reason\":\"asked by telephone\"}", EscrowWorld.operator());

        assertEquals("transition_not_allowed", answer.text("reason"));
    }

    @Test
    void anAmountOfAnotherCurrencyIsInvalidInEveryState() {
        String path = "/v1/escrows/" + world.created(6000, "sale-0000000000001") + "/release";

        Response answer =
                refused("POST", path, "{\"amount\":{\"amount\":1,\"currency\":\"JPY\"}}", EscrowWorld.backend());

        assertEquals("invalid", answer.text("reason"));
    }

    private Response refused(String method, String path, String body, Map<String, String> claims) {
        Map<String, ?> before = world.store.everything();
        Response answer = world.call(method, path, body, method.equals("POST") ? KEY : "", claims);
        assertTrue(answer.status() >= 400 && answer.status() < 500, answer.bytes());
        assertEquals(before, world.store.everything(), "refusal-inert");
        assertFalse(answer.bytes().contains("Exception"), answer.bytes());
        return answer;
    }

    private static List<String> pointers(Response answer) {
        List<String> pointers = new ArrayList<>();
        StreamSupport.stream(answer.body().path("errors").spliterator(), false)
                .forEach(error -> pointers.add(error.path("pointer").asString("")));
        return pointers;
    }
}
