package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query parameters at each bound and past it. */
class QueryOfAListTest {
    private static String outcome(QueryFields query, Object value) {
        return switch (query.build(() -> value)) {
            case Parsed.Ok<Object>(var command) -> "ok " + command;
            case Parsed.Bad<Object>(var refusal) -> String.join(
                    ", ",
                    refusal.errors().stream()
                            .map(error -> error.pointer() + " " + error.reason())
                            .sorted()
                            .toList());
        };
    }

    @ParameterizedTest(name = "limit={0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "limit      | outcome",
                "1          | ok 1",
                "20         | ok 20",
                "100        | ok 100",
                "101        | limit bound",
                "999        | limit bound",
                "0          | limit bound",
                "-1         | limit bound",
                "+1         | limit bound",
                "01         | limit bound",
                "1.0        | limit bound",
                "1e2        | limit bound",
                "ten        | limit bound",
                "' 1'       | limit bound",
                "1234567890 | limit bound",
                "12345678901 | limit format",
                "''         | limit format",
                "٣          | limit bound",
            })
    void aLimitIsOneToAHundred(String limit, String outcome) {
        QueryFields query = new QueryFields(Map.of("limit", limit));
        int read = query.limit();
        assertTrue(read >= 1 && read <= 100, "whatever was asked, a limit is a limit");
        if (outcome.equals("limit format")) {
            assertTrue(outcome(query, read).startsWith("limit "));
        } else {
            assertEquals(outcome, outcome(query, read));
        }
    }

    @Test
    void twentyUnlessSaid() {
        QueryFields query = new QueryFields(Map.of());
        assertEquals("ok 20", outcome(query, query.limit()));
    }

    @Test
    void whatNobodyAskedForIsUnknownAndEveryOneIsNamed() {
        QueryFields query = new QueryFields(Map.of("limit", "0", "marketplace", "other", "x".repeat(300), "1"));
        String all = "limit bound, marketplace unknown, " + "x".repeat(100) + " unknown";
        assertEquals(all, outcome(query, query.limit()));
    }

    @Test
    void anUnknownNameIsShownSoThatItCanBeWritten() {
        QueryFields query = new QueryFields(Map.of("x".repeat(99) + "🙂".repeat(9), "1"));
        Parsed.Bad<?> bad = assertInstanceOf(Parsed.Bad.class, query.build(() -> ""));
        assertTrue(Texts.isPlain(bad.refusal().errors().getFirst().pointer()));
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "reads | value                          | outcome",
                "text  | order-1                        | ok order-1",
                "text  | 123456789012                   | ok 123456789012",
                "text  | 1234567890123                  | f format",
                "text  | ''                             | f format",
                "id    | par_abcdefghijklmnopqrstuvwx27 | ok par_abcdefghijklmnopqrstuvwx27",
                "id    | esc_abcdefghijklmnopqrstuvwx27 | f format",
                "id    | par_1                          | f format",
                "id    | ''                             | f format",
                "time  | 2026-11-22T10:00:00Z           | ok 2026-11-22T10:00:00Z",
                "time  | 2026-11-22                     | f format",
                "time  | ''                             | f format",
            })
    void aParameterIsOfItsForm(String reads, String value, String outcome) {
        QueryFields query = new QueryFields(Map.of("f", value));
        Object read =
                switch (reads) {
                    case "text" -> query.text("f", 12).orElse("-");
                    case "id" -> query.id("f", "par").orElse("-");
                    case "time" -> query.time("f").map(Object::toString).orElse("-");
                    default -> throw new AssertionError(reads);
                };
        assertEquals(outcome, outcome(query, read));
    }

    @Test
    void aParameterIsNamedOnceWithItsFirstReason() {
        QueryFields query = new QueryFields(Map.of("payer", "x"));
        if (query.id("payer", "par").isEmpty()) {
            query.wrong("payer", "missing");
        }
        assertTrue(query.has("payer"));
        assertEquals("payer format", outcome(query, ""));
    }

    @Test
    void charactersThatMisleadAreRefused() {
        for (String value : new String[] {"a\u0000", "a\u202e", "\ud800", "a\u009f"}) {
            QueryFields query = new QueryFields(Map.of("f", value));
            query.text("f", 12);
            assertEquals("f format", outcome(query, ""));
        }
    }
}
