package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field missing, null, of every wrong type, at each bound and past it. */
class FieldsOfABodyTest {
    private static final String ID = "par_abcdefghijklmnopqrstuvwx27";

    private static Fields fields(String json) {
        try {
            return Fields.of(Optional.of(Json.parse(json.getBytes(StandardCharsets.UTF_8))));
        } catch (Json.Malformed e) {
            throw new AssertionError(json, e);
        }
    }

    /** What was read, or the errors as {@code pointer reason}, joined. */
    private static String outcome(String json, Function<Fields, Object> read) {
        Fields fields = fields(json);
        Object value = read.apply(fields);
        Parsed<Object> parsed = fields.build(() -> value);
        return switch (parsed) {
            case Parsed.Ok<Object>(var command) -> "ok " + command;
            case Parsed.Bad<Object>(var refusal) -> errors(refusal);
        };
    }

    private static String errors(Refusal refusal) {
        assertEquals(CommonReason.MALFORMED, refusal.reason());
        return String.join(
                ", ",
                refusal.errors().stream()
                        .map(error -> error.pointer() + " " + error.reason())
                        .toList());
    }

    @ParameterizedTest(name = "amount {0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount               | outcome",
                "1                    | ok 0.01 EUR",
                "1999                 | ok 19.99 EUR",
                "1000000000000000     | ok 10000000000000.00 EUR",
                "1000000000000001     | /m/amount bound",
                "0                    | /m/amount bound",
                "-0                   | /m/amount bound",
                "-1                   | /m/amount bound",
                "9223372036854775807  | /m/amount bound",
                "9223372036854775808  | /m/amount bound",
                "-9223372036854775809 | /m/amount bound",
                "18446744073709551617 | /m/amount bound",
                "1.0                  | /m/amount type",
                "1.5                  | /m/amount type",
                "1e3                  | /m/amount type",
                "1E0                  | /m/amount type",
                "\"1\"                | /m/amount type",
                "\"\"                 | /m/amount type",
                "null                 | /m/amount type",
                "true                 | /m/amount type",
                "[1]                  | /m/amount type",
                "{\"amount\":1}       | /m/amount type",
            })
    void anAmountIsAPositiveIntegerOfMinorUnits(String amount, String outcome) {
        String body = "{\"m\":{\"amount\":" + amount + ",\"currency\":\"EUR\"}}";
        assertEquals(outcome, outcome(body, FieldsOfABodyTest::m));
    }

    private static Object m(Fields fields) {
        return fields.money("m").map(Money::toString).orElse("-");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body                  | outcome",
                "{\"escrows\":[\"a\"]} | ok -",
                "{\"escrows\":3}       | /escrows type",
                "{\"escrows\":null}    | /escrows type",
                "{\"escrows\":[]}      | /escrows format",
                "{}                    | /escrows missing",
                "{\"escrows\":[3]}     | /escrows/0 type, /escrows format",
            })
    void aPlaceIsNamedOnceWithItsFirstReason(String body, String outcome) {
        assertEquals(outcome, outcome(body, fields -> {
            if (fields.texts("escrows", 3, 10).isEmpty() || !fields.has("escrows")) {
                fields.wrong("escrows", "format");
            }
            fields.finish();
            return "-";
        }));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body                                                          | outcome",
                "{\"m\":{\"amount\":1,\"currency\":\"JPY\"}}                   | ok 1 JPY",
                "{\"m\":{\"amount\":1,\"currency\":\"eur\"}}                   | /m/currency format",
                "{\"m\":{\"amount\":1,\"currency\":\"XXX\"}}                   | /m/currency format",
                "{\"m\":{\"amount\":1,\"currency\":\"\"}}                      | /m/currency format",
                "{\"m\":{\"amount\":1,\"currency\":978}}                       | /m/currency type",
                "{\"m\":{\"amount\":1,\"currency\":null}}                      | /m/currency type",
                "{\"m\":{\"amount\":1}}                                        | /m/currency missing",
                "{\"m\":{\"currency\":\"EUR\"}}                                | /m/amount missing",
                "{\"m\":{}}                         | /m/amount missing, /m/currency missing",
                "{\"m\":{\"amount\":1,\"currency\":\"EUR\",\"decimals\":2}}    | /m/decimals unknown",
                "{\"m\":1999}                                                  | /m type",
                "{\"m\":\"19.99 EUR\"}                                         | /m type",
                "{\"m\":[]}                                                    | /m type",
                "{\"m\":null}                                                  | /m type",
                "{}                                                            | /m missing",
                "{\"fee\":0,\"m\":{\"amount\":0,\"currency\":1}} | /m/amount bound, /m/currency type, /fee unknown",
            })
    void moneyIsAnAmountAndACurrencyAndEveryBadFieldIsNamed(String body, String outcome) {
        assertEquals(outcome, outcome(body, FieldsOfABodyTest::m));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reads    | value                            | outcome",
                "text     | \"ab\"                           | ok ab",
                "text     | \"abcd\"                         | ok abcd",
                "text     | \"a\"                            | /f bound",
                "text     | \"abcde\"                        | /f bound",
                "text     | \"\"                             | /f bound",
                "text     | 12                               | /f type",
                "text     | null                             | /f type",
                "text     | {}                               | /f type",
                "text     | \"a\\u0000b\"                    | /f characters",
                "text     | \"a\\u001bb\"                    | /f characters",
                "text     | \"a\\u0085b\"                    | /f characters",
                "text     | \"a\\u202eb\"                    | /f characters",
                "text     | \"a\\u2066b\"                    | /f characters",
                "text     | \"a\\ud800b\"                    | /f characters",
                "text     | \"a\\udc00b\"                    | /f characters",
                "text     | \"a\\uffffb\"                    | /f characters",
                "text     | \"a\\tb\"                        | ok a\tb",
                "id       | \"" + ID + "\"                   | ok " + ID,
                "id       | \"esc_abcdefghijklmnopqrstuvwx27\" | /f format",
                "id       | \"par_1\"                        | /f format",
                "id       | \"\"                             | /f format",
                "id       | 7                                | /f type",
                "id       | null                             | /f type",
                "integer  | 1                                | ok 1",
                "integer  | 5                                | ok 5",
                "integer  | 0                                | /f bound",
                "integer  | 6                                | /f bound",
                "integer  | 1.0                              | /f type",
                "integer  | 1e0                              | /f type",
                "integer  | \"1\"                            | /f type",
                "integer  | false                            | /f type",
                "time     | \"2026-11-22T10:00:00+01:00\"    | ok 2026-11-22T09:00:00Z",
                "time     | \"yesterday\"                    | /f format",
                "time     | 1795341600                       | /f type",
                "time     | null                             | /f type",
                "duration | \"PT15M\"                        | ok PT15M",
                "duration | \"15\"                           | /f format",
                "duration | 15                               | /f type",
                "choice   | \"payer\"                        | ok payer",
                "choice   | \"PAYER\"                        | /f format",
                "choice   | \"\"                             | /f format",
                "choice   | [\"payer\"]                      | /f type",
                "object   | {}                               | ok {}",
                "object   | {\"x\":1}                        | /f/x unknown",
                "object   | []                               | /f type",
                "objects  | []                               | ok 0",
                "objects  | [{},{}]                          | ok 2",
                "objects  | [{},{},{}]                       | /f bound",
                "objects  | [{},7]                           | /f/1 type",
                "objects  | [null,{}]                        | /f/0 type",
                "objects  | {}                               | /f type",
                "objects  | [[],\"x\"]                       | /f/0 type, /f/1 type",
                "texts    | [\"a\",\"bcd\"]                  | ok [a, bcd]",
                "texts    | [\"a\",\"\"]                     | /f/1 format",
                "texts    | [\"abcde\"]                      | /f/0 format",
                "texts    | [1]                              | /f/0 type",
                "texts    | [\"a\",\"b\",\"c\"]              | /f bound",
                "texts    | \"a\"                            | /f type",
                "words    | {\"k\":\"v\"}                    | ok {k=v}",
                "words    | {\"k\":\"\"}                     | ok {k=}",
                "words    | {\"k\":1}                        | /f/k type",
                "words    | {\"k\":null}                     | /f/k type",
                "words    | {\"\":\"v\"}                     | /f/ format",
                "words    | {\"abcde\":\"v\"}                | /f/abcde format",
                "words    | {\"k\":\"abcde\"}                | /f/k bound",
                "words    | {\"a\":\"\",\"b\":\"\",\"c\":\"\"} | /f bound",
                "words    | []                               | /f type",
            })
    void aFieldIsOfItsTypeAndWithinItsBounds(String reads, String value, String outcome) {
        assertEquals(outcome, outcome("{\"f\":" + value + "}", fields -> read(reads, fields)));
    }

    private static Object read(String reads, Fields fields) {
        return switch (reads) {
            case "text" -> fields.text("f", 2, 4).orElse("-");
            case "id" -> fields.id("f", "par").orElse("-");
            case "integer" -> fields.integer("f", 1, 5).orElse(-1L);
            case "time" -> fields.time("f").map(Instant::toString).orElse("-");
            case "duration" -> fields.duration("f").map(Object::toString).orElse("-");
            case "choice" -> fields.choice("f", Set.of("payer", "payee")).orElse("-");
            case "object" -> {
                fields.object("f").ifPresent(Fields::finish);
                yield "{}";
            }
            case "objects" -> fields.objects("f", 2).size();
            case "texts" -> fields.texts("f", 2, 4);
            case "words" -> fields.words("f", 2, 4, 4);
            default -> throw new AssertionError(reads);
        };
    }

    @ParameterizedTest
    @CsvSource({"text", "id", "integer", "time", "duration", "choice", "object", "objects", "texts"})
    void whatIsAskedForAndNotThereIsMissing(String reads) {
        assertEquals("/f missing", outcome("{}", fields -> read(reads, fields)));
    }

    /** As JSON Schema counts: one outside the basic plane is one; and who sent too much is told how much. */
    @Test
    void charactersAreCountedAndNotWhatHoldsThem() {
        String flag = "\ud83c\udff4";
        for (int count : new int[] {20, 21, 40}) {
            var fields = Fields.of(Optional.of(Json.object().put("name", flag.repeat(count))));
            var name = fields.text("name", 1, 20);
            Parsed<String> parsed = fields.build(name::orElseThrow);
            if (count == 20) {
                assertEquals(new Parsed.Ok<>(flag.repeat(20)), parsed);
            } else {
                assertEquals(
                        List.of(new FieldError(
                                "/name", "bound", Optional.of(new FieldError.Bound(20, count)))),
                        ((Parsed.Bad<String>) parsed).refusal().errors());
            }
        }
        var fields = Fields.of(Optional.of(Json.object().put("name", "x\ufffd")));
        fields.text("name", 1, 20);
        assertEquals(
                List.of(new FieldError("/name", "characters")),
                ((Parsed.Bad<String>) fields.build(() -> "")).refusal().errors());
    }

    @Test
    void whatMayBeAbsentMayNotBeNull() {
        assertEquals("ok Optional.empty", outcome("{}", fields -> fields.optionalText("f", 0, 5)));
        assertEquals("/f type", outcome("{\"f\":null}", fields -> fields.optionalText("f", 0, 5)));
        assertEquals("ok Optional.empty", outcome("{}", fields -> fields.optionalMoney("f")));
        assertEquals("/f type", outcome("{\"f\":null}", fields -> fields.optionalMoney("f")));
        assertEquals("ok {}", outcome("{}", fields -> fields.words("f", 1, 1, 1)));
        assertEquals("/f type", outcome("{\"f\":null}", fields -> fields.words("f", 1, 1, 1)));
    }

    @Test
    void pointersAreEscapedAsTheStandardSays() {
        assertEquals(
                "/a~1b unknown, /m~0n unknown, /~01 unknown, / unknown",
                outcome("{\"a/b\":1,\"m~n\":1,\"~1\":1,\"\":1}", _ -> ""));
        assertEquals(
                "/lines/1/a~1b unknown",
                outcome("{\"lines\":[{},{\"a/b\":1}]}", fields -> {
                    fields.objects("lines", 5).forEach(Fields::finish);
                    return "";
                }));
    }

    @Test
    void whatAPointerRepeatsOfTheRequestIsShortAndCanBeWritten() {
        String long1 = "x".repeat(99) + "🙂" + "y".repeat(500);
        for (String name : List.of(long1, "\\ud800", "a\\udfffb", "a\\u0000b", "\\u202etxt")) {
            Fields fields = fields("{\"" + name + "\":1}");
            Parsed.Bad<?> bad = assertInstanceOf(Parsed.Bad.class, fields.build(() -> ""));
            String pointer = bad.refusal().errors().getFirst().pointer();
            assertTrue(pointer.length() <= 120, "length " + pointer.length());
            assertTrue(Texts.isPlain(pointer), "a pointer that no encoder refuses");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body | outcome",
                "[]   | ' type'",
                "[{}] | ' type'",
                "1    | ' type'",
                "\"\" | ' type'",
                "null | ' type'",
                "true | ' type'",
            })
    void aBodyThatIsNoObjectIsOfTheWrongType(String body, String outcome) {
        assertEquals(outcome.replace("'", ""), outcome(body, _ -> ""));
    }

    @Test
    void aBodyThatIsAskedForAndNotThereIsMissing() {
        Parsed.Bad<?> bad =
                assertInstanceOf(Parsed.Bad.class, Fields.of(Optional.empty()).build(() -> ""));
        assertEquals(List.of(new FieldError("", "missing")), bad.refusal().errors());
        assertInstanceOf(Parsed.Ok.class, Fields.ofOptional(Optional.empty()).build(() -> ""));
    }

    @Test
    void theCommandIsNotEvenMadeWhenAFieldIsBad() {
        Fields fields = fields("{\"f\":1}");
        fields.text("f", 1, 5);
        Parsed<String> parsed = fields.build(() -> {
            throw new AssertionError("the command was made");
        });
        assertInstanceOf(Parsed.Bad.class, parsed);
    }
}
