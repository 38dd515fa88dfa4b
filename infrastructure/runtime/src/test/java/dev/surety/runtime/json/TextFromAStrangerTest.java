package dev.surety.runtime.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.json.Json.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is broken, ambiguous or meant to hurt. */
class TextFromAStrangerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"x\":{\"a\":1,\"a\":1}}", "[{\"a\":1,\"a\":1}]",
                "{} {}", "{}x", "{}]", "1 2", "{}\u0000", "{", "[", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[,]",
                "{a:1}", "{'a':1}", "\"abc", "\"a\nb\"", "\"\t\"", "\"\\x41\"", "\"\\u12\"", "01", "-01", "+1", ".5",
                "1.", "1e", "0x10", "NaN", "Infinity", "-Infinity", "nul", "True", "// c\n{}", "/* c */{}", "{}#", "-",
                "\u00a0{}", "\ufeff{}"
            })
    void whatIsNotStrictJsonIsMalformed(String text) {
        Malformed malformed = assertThrows(Malformed.class, () -> parse(text));
        assertEquals("not_json", malformed.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r "})
    void nothingIsNoJson(String text) {
        assertEquals("empty", assertThrows(Malformed.class, () -> parse(text)).getMessage());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "bytes                        | what",
                "7b2261223a22c3227d           | a letter broken off",
                "7b2261223a22c0af227d         | an overlong slash",
                "7b2261223a22eda080227d       | a surrogate as bytes",
                "7b2261223a22f4908080227d     | beyond Unicode",
                "7b2261223a22ff227d           | a byte that never is",
                "7b2261223a2280227d           | a continuation alone",
                "7b2261223a22efbfbd227d       | what another put for bytes it could not read",
                "7b22efbfbd223a317d           | the same in a name",
                "fffe7b007d00                 | UTF-16 with its mark",
            })
    void whatIsNotUtf8IsMalformed(String bytes, String what) {
        byte[] body = HexFormat.of().parseHex(bytes);
        assertEquals("not_utf8", assertThrows(Malformed.class, () -> Json.parse(body)).getMessage(), what);
    }

    @Test
    void theOtherEncodingsOfJsonAreMalformed() {
        for (var encoding : new java.nio.charset.Charset[] {
            StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32BE, StandardCharsets.UTF_32LE
        }) {
            assertThrows(Malformed.class, () -> Json.parse("{\"a\":1}".getBytes(encoding)), encoding.name());
        }
    }

    @Test
    void depthEndsAtSixteen() throws Malformed {
        assertTrue(parse("[".repeat(16) + "]".repeat(16)).isArray());
        assertTrue(parse("{\"a\":".repeat(16) + "1" + "}".repeat(16)).isObject());
        assertThrows(Malformed.class, () -> parse("[".repeat(17) + "]".repeat(17)));
        assertThrows(Malformed.class, () -> parse("{\"a\":".repeat(17) + "1" + "}".repeat(17)));
        assertThrows(Malformed.class, () -> parse("[".repeat(200_000)));
    }

    @ParameterizedTest(name = "{0} is an integer: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "number                                  | integer",
                "0                                       | true",
                "-0                                      | true",
                "1000                                    | true",
                "9223372036854775808                     | true",
                "123456789012345678901234567890123456789 | true",
                "1e3                                     | false",
                "1E3                                     | false",
                "1.0                                     | false",
                "10e-1                                   | false",
                "1e400                                   | false",
            })
    void aNumberIsAnIntegerOnlyIfItIsWrittenAsOne(String number, boolean integer) throws Malformed {
        assertEquals(integer, parse(number).isIntegralNumber());
        assertTrue(parse(number).isNumber());
    }

    @Test
    void numbersOfAbsurdLengthAreMalformedAtOnce() {
        assertThrows(Malformed.class, () -> parse("1".repeat(41)));
        assertThrows(Malformed.class, () -> parse("1".repeat(60_000)));
        assertThrows(Malformed.class, () -> parse("1e" + "9".repeat(60)));
    }

    @Test
    void nullIsAValueAndNotNothing() throws Malformed {
        assertTrue(parse("null").isNull());
        assertTrue(parse(" [ ] ").isArray());
        assertEquals("🙂", parse("\"\\ud83d\\ude42\"").stringValue());
    }

    /** Whatever one byte of a good body becomes, there is an answer, and never another exception. */
    @Test
    void noByteChangedMakesAnotherExceptionThanMalformed() {
        byte[] good = "{\"amount\":{\"amount\":1999,\"currency\":\"EUR\"},\"x\":[true,null,\"\\u00e9é\"]}"
                .getBytes(StandardCharsets.UTF_8);
        int malformed = 0;
        for (int at = 0; at < good.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] altered = good.clone();
                altered[at] = (byte) value;
                malformed += survives(altered) ? 0 : 1;
            }
            var cut = new ByteArrayOutputStream();
            cut.write(good, 0, at);
            assertFalse(survives(cut.toByteArray()), "a body cut at " + at);
        }
        assertTrue(malformed > good.length * 100, "malformed " + malformed);
    }

    private static boolean survives(byte[] bytes) {
        try {
            Json.parse(bytes);
            return true;
        } catch (Malformed malformed) {
            assertTrue(malformed.getMessage().matches("empty|not_utf8|not_json"), malformed.getMessage());
            return false;
        }
    }

    private static tools.jackson.databind.JsonNode parse(String text) throws Malformed {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
