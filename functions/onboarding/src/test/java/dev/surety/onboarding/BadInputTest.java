package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything a stranger may send instead of what was asked: each gets its 4xx, and nothing anywhere has changed. */
class BadInputTest {
    private static final String KEY = "command-00000001";

    private final OnboardingWorld world = OnboardingWorld.laidDown();

    private static final String PUTS =
            """
            instead of                     | this                                             | pointer
            "mode":"sandbox"               | "mode":"test"                                    | /mode
            "mode":"sandbox"               | "mode":"SANDBOX"                                 | /mode
            "mode":"sandbox"               | "mode":null                                      | /mode
            "mode":"sandbox"               | "mode":1                                         | /mode
            "mode":"sandbox",              |                                                  | /mode
            "mode":"sandbox"               | "mode":"sandbox","mode":"live"                   |
            "mode":"sandbox"               | "mode":"sandbox","version":"7"                   | /version
            "mode":"sandbox"               | "mode":"sandbox","marketplace":"other"           | /marketplace
            ["EUR","JPY"]                  | ["XXX"]                                          | /currencies
            ["EUR","JPY"]                  | ["eur"]                                          | /currencies
            ["EUR","JPY"]                  | [978]                                            | /currencies/0
            ["EUR","JPY"]                  | ["EURO"]                                         | /currencies/0
            ["EUR","JPY"]                  | "EUR"                                            | /currencies
            ["EUR","JPY"]                  | {"0":"EUR"}                                      | /currencies
            ["EUR","JPY"]                  | null                                             | /currencies
            "preset":"goods"               | "preset":"ride"                                  | /presets/0/preset
            "preset":"goods"               | "preset":""                                      | /presets/0/preset
            "version":1                    | "version":0                                      | /presets/0/version
            "version":1                    | "version":1000001                                | /presets/0/version
            "version":1                    | "version":1.0                                    | /presets/0/version
            "version":1                    | "version":"1"                                    | /presets/0/version
            "version":1                    | "version":-1                                     | /presets/0/version
            "version":1                    | "version":9223372036854775808                    | /presets/0/version
            "version":1                    | "version":1,"state":"live"                       | /presets/0/state
            "pay":"PT15M"                  | "pay":"PT0S"                                     | /presets/0/timers/pay
            "pay":"PT15M"                  | "pay":"-PT15M"                                   | /presets/0/timers/pay
            "pay":"PT15M"                  | "pay":"PT0.5S"                                   | /presets/0/timers/pay
            "pay":"PT15M"                  | "pay":"15 minutes"                               | /presets/0/timers/pay
            "pay":"PT15M"                  | "pay":"P1Y"                                      | /presets/0/timers/pay
            "pay":"PT15M"                  | "pay":900                                        | /presets/0/timers/pay
            "pay":"PT15M"                  | "pay":"P3661D"                                   | /presets/0/timers/pay
            "pay":"PT15M"                  | "pay":"PT15M","cancel":"PT1M"                    | /presets/0/timers/cancel
            "pay":"PT15M",                 |                                                  | /presets/0/timers/pay
            "inspect":"P14D"               | "inspect":null                                   | /presets/0/timers/inspect
            "name":"commission"            | "name":""                                        | /presets/0/fees/0/name
            "name":"commission"            | "name":"a\\u202eb"                               | /presets/0/fees/0/name
            "name":"commission",           |                                                  | /presets/0/fees/0/name
            "basisPoints":1200             | "basisPoints":10001                              | /presets/0/fees/0/basisPoints
            "basisPoints":1200             | "basisPoints":-1                                 | /presets/0/fees/0/basisPoints
            "basisPoints":1200             | "basisPoints":12.5                               | /presets/0/fees/0/basisPoints
            "basisPoints":1200             | "basisPoints":12e2                               | /presets/0/fees/0/basisPoints
            "borneBy":"payee"              | "borneBy":"platform"                             | /presets/0/fees/0/borneBy
            "borneBy":"payee"              | "borneBy":"payee","share":1                      | /presets/0/fees/0/share
            "borneBy":"payee"              | "borneBy":"payee","taxIncluded":null             | /presets/0/fees/0/taxIncluded
            "borneBy":"payee"              | "borneBy":"payee","taxIncluded":{"name":"vat"}   | /presets/0/fees/0/taxIncluded/basisPoints
            "borneBy":"payee"              | "borneBy":"payee","taxIncluded":{"basisPoints":1} | /presets/0/fees/0/taxIncluded/name
            "borneBy":"payee"              | "borneBy":"payee","taxIncluded":{"name":"","basisPoints":1} | /presets/0/fees/0/taxIncluded/name
            "borneBy":"payee"              | "borneBy":"payee","taxIncluded":{"name":"vat","basisPoints":0} | /presets/0/fees/0/taxIncluded/basisPoints
            "borneBy":"payee"              | "borneBy":"payee","taxIncluded":{"name":"vat","basisPoints":10001} | /presets/0/fees/0/taxIncluded/basisPoints
            "borneBy":"payee"              | "borneBy":"payee","taxIncluded":{"name":"vat","basisPoints":1,"x":1} | /presets/0/fees/0/taxIncluded/x
            "amount":50                    | "amount":0                                       | /presets/0/fees/0/min/0/amount
            "amount":50                    | "amount":-50                                     | /presets/0/fees/0/min/0/amount
            "amount":50                    | "amount":1000000000000001                        | /presets/0/fees/0/min/0/amount
            "amount":50,                   |                                                  | /presets/0/fees/0/min/0/amount
            "min":[{"amount":50,"currency":"EUR"},{"amount":50,"currency":"JPY"}] | "min":null                               | /presets/0/fees/0/min
            "min":[{"amount":50,"currency":"EUR"},{"amount":50,"currency":"JPY"}] | "min":{"amount":50,"currency":"EUR"}     | /presets/0/fees/0/min
            "min":[{"amount":50,"currency":"EUR"},{"amount":50,"currency":"JPY"}] | "min":[{"amount":6,"currency":"EUR"}],"max":[{"amount":5,"currency":"EUR"}] | /presets/0/fees/0/max
            ["https://shop.example/"]      | ["http://shop.example/"]                         | /returnUrls
            ["https://shop.example/"]      | ["https://shop.example"]                         | /returnUrls
            ["https://shop.example/"]      | ["https://shop.example?x=/"]                     | /returnUrls
            ["https://shop.example/"]      | ["https://user@shop.example/"]                   | /returnUrls
            ["https://shop.example/"]      | ["https://:x@shop.example/"]                     | /returnUrls
            ["https://shop.example/"]      | ["http://localhost.example/"]                    | /returnUrls
            ["https://shop.example/"]      | ["javascript:alert(1)"]                          | /returnUrls
            ["https://shop.example/"]      | ["//shop.example/"]                              | /returnUrls
            ["https://shop.example/"]      | ["https:///path"]                                | /returnUrls
            ["https://shop.example/"]      | ["https://shop.example/ "]                       | /returnUrls
            ["https://shop.example/"]      | [7]                                              | /returnUrls/0
            ["https://shop.example/"]      | "https://shop.example/"                          | /returnUrls
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Atlantis"                     | /timeZone
            "timeZone":"Europe/Berlin"     | "timeZone":"+01:00"                              | /timeZone
            "timeZone":"Europe/Berlin"     | "timeZone":""                                    | /timeZone
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","pause":["money_in","money_in","money_in"] | /pause
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","pause":"money_in"    | /pause
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","pause":[null]        | /pause/0
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","pauses":[]           | /pauses
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":null      | /newPayees
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":true      | /newPayees
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":25} | /newPayees/matures
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"matures":"P3D"} | /newPayees/settledEscrows
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"settledEscrows":25,"matures":"P3D"} | /newPayees/days
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":-1,"settledEscrows":25,"matures":"P3D"} | /newPayees/days
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":3651,"settledEscrows":25,"matures":"P3D"} | /newPayees/days
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":"90","settledEscrows":25,"matures":"P3D"} | /newPayees/days
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":-1,"matures":"P3D"} | /newPayees/settledEscrows
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":101,"matures":"P3D"} | /newPayees/settledEscrows
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":2.0,"matures":"P3D"} | /newPayees/settledEscrows
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":25,"matures":"PT0S"} | /newPayees/matures
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":25,"matures":"P90DT1S"} | /newPayees/matures
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":25,"matures":"3 days"} | /newPayees/matures
            "timeZone":"Europe/Berlin"     | "timeZone":"Europe/Berlin","newPayees":{"days":90,"settledEscrows":25,"matures":"P3D","share":1} | /newPayees/share
            """;

    private static final String CREATIONS =
            """
            instead of                     | this                                             | pointer
            "reference":"customer-7",      |                                                  | /reference
            "reference":"customer-7"       | "reference":""                                   | /reference
            "reference":"customer-7"       | "reference":7                                    | /reference
            "reference":"customer-7"       | "reference":"a\\u0000"                           | /reference
            "reference":"customer-7"       | "reference":"\\ud800"                            | /reference
            "kind":"individual"            | "kind":"person"                                  | /kind
            "kind":"individual"            | "kind":["individual"]                            | /kind
            "kind":"individual"            | "kind":"individual","kind":"business"            |
            "kind":"individual"            | "kind":"individual","state":"active"             | /state
            "kind":"individual"            | "kind":"individual","capabilities":["payout"]    | /capabilities
            "kind":"individual"            | "kind":"individual","id":"par_x"                 | /id
            "country":"DE",                |                                                  | /country
            "name":"Grace Hopper",         |                                                  | /profile/name
            "name":"Grace Hopper"          | "name":"Grace\\u202eHopper"                      | /profile/name
            "name":"Grace Hopper"          | "name":null                                      | /profile/name
            "name":"Grace Hopper"          | "name":"=SUM(1+9)*cmd"                      | /profile/name
            "name":"Grace Hopper"          | "name":"@SUM(1+1)"                               | /profile/name
            "name":"Grace Hopper"          | "name":"-2+3"                                    | /profile/name
            "name":"Grace Hopper"          | "name":"+2+3"                                    | /profile/name
            "name":"Grace Hopper"          | "name":" Grace"                                  | /profile/name
            "name":"Grace Hopper"          | "name":"Grace\\u200fHopper"                      | /profile/name
            "birthDate":"1906-12-09"       | "birthDate":"1906-02-30"                         | /profile/birthDate
            "name":"Grace Hopper"          | "name":"x","iban":"x"                            | /profile/iban
            grace@navy.example             | grace                                            | /profile/email
            grace@navy.example             | grace@navy                                       | /profile/email
            grace@navy.example             | gr ace@navy.example                              | /profile/email
            grace@navy.example             | grace@@navy.example                              | /profile/email
            grace@navy.example             | grace@navy..example                              | /profile/email
            "phone":"+4930123456"          | "phone":"030 123456"                             | /profile/phone
            "phone":"+4930123456"          | "phone":"+49301234567890123"                     | /profile/phone
            "phone":"+4930123456"          | "phone":null                                     | /profile/phone
            1906-12-09                     | 1906-02-30                                       | /profile/birthDate
            1906-12-09                     | 09.12.1906                                       | /profile/birthDate
            1906-12-09                     | 1906-12-9                                        | /profile/birthDate
            "registration":"HRB 7"         | "registration":""                                | /profile/registration
            "line1":"Main Street 1",       |                                                  | /profile/address/line1
            "postalCode":"10115"           | "postalCode":10115                               | /profile/address/postalCode
            "postalCode":"10115"           | "postalCode":"123456789012345678901"             | /profile/address/postalCode
            "city":"Berlin"                | "city":"Berlin","floor":"2"                      | /profile/address/floor
            "city":"Berlin"                | "city":""                                        | /profile/address/city
            """;

    @TestFactory
    Stream<DynamicTest> everyBadPutIsMalformed() {
        var operator = OnboardingWorld.operator(OnboardingWorld.DEMO);
        return every(PUTS, "PUT", OnboardingWorld.SETTINGS, OnboardingWorld.PUT, operator);
    }

    @TestFactory
    Stream<DynamicTest> everyBadCreationIsMalformed() {
        return every(CREATIONS, "POST", OnboardingWorld.PARTICIPANTS, OnboardingWorld.CREATE, backend());
    }

    private Stream<DynamicTest> every(
            String table, String method, String path, String good, Map<String, String> claims) {
        return table.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> {
            String from = cells[0].strip();
            assertTrue(good.contains(from), from);
            String body = good.replace(from, cells[1].strip());
            return DynamicTest.dynamicTest(from + " becomes " + cells[1].strip(), () -> {
                Response answer = world.refused(method, path, body, KEY, claims);
                assertEquals(400, answer.status(), answer.bytes());
                assertEquals("malformed", answer.text("reason"));
                assertTrue(answer.pointers().contains(cells[2].strip()), answer.bytes());
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> everyBadBodyIsMalformed() {
        String good = OnboardingWorld.CREATE;
        return Stream.of(
                        "", "{", "{}x", "[]", "[" + good + "]", "null", "7", "\"{}\"", good + good, "\ufeff" + good,
                        "{\"a\":".repeat(17) + "1" + "}".repeat(17), "{'kind':1}", "// a comment\n" + good)
                .map(body -> DynamicTest.dynamicTest("body " + body.substring(0, Math.min(20, body.length())), () -> {
                    Response create =
                            world.refused("POST", OnboardingWorld.PARTICIPANTS, body, KEY, backend());
                    Response put = world.refused(
                            "PUT", OnboardingWorld.SETTINGS, body, KEY, OnboardingWorld.operator(OnboardingWorld.DEMO));
                    assertEquals(List.of(400, 400), List.of(create.status(), put.status()));
                }));
    }

    @Test
    void presetsAreTakenUpToTheirBoundsAndNotBeyond() {
        String preset = "{\"preset\":\"goods\",\"version\":%d,\"timers\":{\"pay\":\"PT1S\",\"deliver\":\"P3660D\","
                + "\"inspect\":\"PT87840H\"},\"fees\":[%s]}";
        String fee = "{\"name\":\"%s\",\"basisPoints\":1000,\"borneBy\":\"payer\"}";
        String tenFees = String.join(",", Stream.iterate(0, i -> i + 1)
                .limit(10)
                .map(i -> fee.formatted("n".repeat(39) + i))
                .toList());

        var fresh = new OnboardingWorld();
        Response fits = fresh.put(withPresets(presets(preset, 50, "")), KEY);
        assertEquals(200, fits.status(), fits.bytes());
        assertEquals(50, fits.body().path("presets").size());
        assertEquals(200, new OnboardingWorld().put(withPresets(presets(preset, 1, tenFees)), KEY).status());

        assertBound("/presets", withPresets(presets(preset, 51, "")));
        assertBound("/presets/0/fees", withPresets(preset.formatted(1, tenFees + "," + fee.formatted("x"))));
        assertBound("/presets/0/fees/0/name", withPresets(preset.formatted(1, fee.formatted("n".repeat(41)))));
    }

    @Test
    void feesThatCouldNeverBeSoldUnderAreNotPublished() {
        String preset = "{\"preset\":\"goods\",\"version\":1,\"timers\":{\"pay\":\"PT1S\",\"deliver\":\"P1D\","
                + "\"inspect\":\"P1D\"},\"fees\":[%s]}";
        String fee = "{\"name\":\"%s\",\"basisPoints\":%d,\"borneBy\":\"payee\"}";

        String tooMuch = fee.formatted("a", 9000) + "," + fee.formatted("b", 1001);

        assertBound("/presets/0/fees", withPresets(preset.formatted(tooMuch)));
    }

    private void assertBound(String pointer, String body) {
        Response answer = put(body);
        assertEquals(List.of(pointer), answer.pointers());
        assertEquals(List.of("bound"), answer.reasons());
    }

    private Response put(String body) {
        return world.refused(
                "PUT", OnboardingWorld.SETTINGS, body, KEY, OnboardingWorld.operator(OnboardingWorld.DEMO));
    }

    private static String presets(String preset, int count, String fees) {
        var versions = Stream.iterate(1, version -> version + 1).limit(count);
        return String.join(",", versions.map(version -> preset.formatted(version, fees)).toList());
    }

    private static String withPresets(String presets) {
        return "{\"mode\":\"sandbox\",\"currencies\":[\"EUR\"],\"presets\":[" + presets
                + "],\"returnUrls\":[\"http://localhost:8080/\"],\"timeZone\":\"UTC\"}";
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        Response answer = create("{\"reference\":7,\"profile\":{\"email\":true},\"colour\":1}");

        assertEquals(
                List.of("/reference", "/kind", "/country", "/profile/name", "/profile/email", "/colour"),
                answer.pointers());
    }

    @Test
    void whatIsAtItsBoundIsTakenAndWhatIsPastItIsNot() {
        String hundred = OnboardingWorld.CREATE.replace("customer-7", "r".repeat(100));
        String longName = OnboardingWorld.CREATE.replace("Grace Hopper", "n".repeat(200));

        assertEquals(List.of("/reference"), create(hundred.replace("rrr", "rrrr")).pointers());
        assertEquals(List.of("/profile/name"), create(longName.replace("nnnn", "nnnnn")).pointers());
        assertEquals(201, world.create(hundred, KEY).status());
        assertEquals(201, world.create(longName, "command-00000002").status());
    }

    @Test
    void aBodyOverSixtyFourKilobytesIsTooLarge() {
        Response answer = create("{\"x\":\"" + "y".repeat(65_536) + "\"}");

        assertEquals(413, answer.status());
        assertEquals("too_large", answer.text("reason"));
    }

    @Test
    void aKeyThatIsMissingOrOfAnotherFormIsRefusedAfterTheBodyIsRead() {
        for (String key : List.of("", "short", "k".repeat(65), "command 00000001", "command-0000000ü")) {
            assertEquals("idempotency_key_missing", refusal(OnboardingWorld.CREATE, key));
            assertEquals("malformed", refusal("{}", key));
        }
    }

    private String refusal(String body, String key) {
        return world.refused("POST", OnboardingWorld.PARTICIPANTS, body, key, backend()).text("reason");
    }

    @Test
    void badListsAreMalformed() {
        for (String query : List.of(
                "?limit=1", "?reference=", "?reference=x&limit=0", "?reference=x&limit=101", "?reference=x&limit=x",
                "?reference=x&state=active", "?reference=" + "x".repeat(101), "?reference=a\u0000",
                "?reference=x&cursor=", "?reference=x&marketplace=other")) {
            Response answer = world.refused("GET", OnboardingWorld.PARTICIPANTS + query, "", "", backend());
            assertEquals("malformed", answer.text("reason"), query);
        }
    }

    @Test
    void parametersNobodyReadsAreRefusedAndNotJustIgnored() {
        String id = world.created("customer-1", "prepare-00000001");
        var operator = OnboardingWorld.operator(OnboardingWorld.DEMO);

        world.refused("GET", OnboardingWorld.SETTINGS + "?version=1", "", "", operator);
        world.refused("PUT", OnboardingWorld.SETTINGS + "?dryRun=true", OnboardingWorld.PUT, KEY, operator);
        world.refused("GET", OnboardingWorld.PARTICIPANTS + "/" + id + "?expand=profile", "", "", backend());
        world.refused("POST", OnboardingWorld.PARTICIPANTS + "?x=1", OnboardingWorld.CREATE, KEY, backend());
    }

    @Test
    void noHeaderSaysWhoIsCalling() {
        var headers = Map.of(
                "x-marketplace", "demo", "x-amzn-oidc-identity", "per_op", "authorization", "Bearer x.y.z",
                "x-forwarded-user", "per_op", "x-http-method-override", "GET");

        Response answer = world.refused(
                "PUT", OnboardingWorld.SETTINGS, OnboardingWorld.PUT, KEY, Map.of(), headers);

        assertEquals("unauthenticated", answer.text("reason"));
    }

    private Response create(String body) {
        return world.refused("POST", OnboardingWorld.PARTICIPANTS, body, KEY, backend());
    }

    private static Map<String, String> backend() {
        return OnboardingWorld.backend(OnboardingWorld.DEMO);
    }
}
