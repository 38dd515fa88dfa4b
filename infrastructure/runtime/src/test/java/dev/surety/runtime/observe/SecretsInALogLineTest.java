package dev.surety.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What must not stand in a log is blotted out; what operators search by stays. */
class SecretsInALogLineTest {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.c2lnbmF0dXJlLWJ5dGVz";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "line                                               | secret",
                "token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.c2ln | eyJzdWIiOiJkZW1vIn0",
                "Authorization: Bearer abc.def-ghi_jkl~mno          | def-ghi_jkl",
                "authorization=Basic dXNlcjpwYXNzd29yZA==           | dXNlcjpwYXNzd29yZA",
                "{\"authorization\":\"Basic dXNlcjpwYXNzd29yZA==\"} | dXNlcjpwYXNzd29yZA",
                "BEARER 0123456789abcdef                            | 0123456789abcdef",
                "{\"client_secret\":\"demo-backend-secret\"}        | demo-backend-secret",
                "password = hunter22                                | hunter22",
                "api_key: sk_live_abcdef                            | sk_live_abcdef",
                "x-api-key=sk_live_abcdef                           | sk_live_abcdef",
                "paid to DE89370400440532013000 today               | 370400440532013000",
                "paid to DE89 3704 0044 0532 0130 00 today          | 0532 0130",
                "paid to NL91 ABNA 0417 1643 00 today               | 0417 1643",
                "iban:NL91ABNA0417164300                            | 0417164300",
                "GB29NWBK60161331926819                             | 60161331926819",
                "card 4111111111111111                              | 4111111111111111",
                "card 4111 1111 1111 1111                           | 1111 1111",
                "card 4111-1111-1111-1111                           | 1111-1111",
                "amex 378282246310005.                              | 378282246310005",
                "\"number\":\"5555555555554444\"                    | 5555555555554444",
                "from jo.doe+tag@mail.example.com                   | jo.doe",
                "<jo@example.org>                                   | jo@example",
            })
    void secretsAreBlottedOut(String line, String secret) {
        assertTrue(line.contains(secret), "the row tests something");
        String clean = Redaction.of(line);
        assertFalse(clean.contains(secret), clean);
        assertTrue(clean.contains("[redacted]"), clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at 2026-11-22T10:00:00.000Z", "at 2026-11-22 10:00:00", "request 0f8fad5b-d9cb-469f-a165-70867728950e",
                "request 12345678-1234-4123-8123-123456789012", "escrow#demo#esc_hvh54a7qyc5i4xluewnqxrpwnr",
                "id esc_22222222222222222222222222", "amount 199900", "sequence 100000000003498069978", "version=12",
                "GET /v1/escrows/esc_hvh54a7qyc5i4xluewnqxrpwnr 200 in 12 ms", "class dev.surety.escrow.EscrowRules",
                "Root=1-67891233-abcdef012345678912345678", "requestId=JKJaXmPLvHcESHA=", "escrow.funded.v1",
                "payable:par_hvh54a7qyc5i4xluewnqxrpwnr -1999 EUR", "the queue did not take all wakes"
            })
    void whatOperatorsSearchByStays(String line) {
        assertEquals(line, Redaction.of(line));
    }

    @Test
    void everyIdWeCanMakeSurvives() {
        for (int i = 0; i < 2_000; i++) {
            String id = Id.derive("esc", Integer.toString(i));
            assertEquals("loaded " + id, Redaction.of("loaded " + id));
        }
    }

    private final List<String> lines = new ArrayList<>();
    private final Logger log = new LinesLogger(
            "x", LogLevels.of(Map.of()), InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")), lines::add);

    @Test
    void messageValuesAndCausesAreRedacted() {
        var cause = new IllegalStateException("outer", new IllegalArgumentException("for jo@example.org"));
        log.atWarn()
                .addKeyValue("iban", "DE89370400440532013000")
                .addKeyValue("n", 7)
                .setCause(cause)
                .log("sent " + TOKEN);
        String line = lines.getFirst();
        var read = Json.object(line);
        assertEquals("2026-11-22T10:00:00Z", read.get("at").stringValue());
        assertEquals("WARN", read.get("level").stringValue());
        assertEquals("x", read.get("logger").stringValue());
        assertEquals("sent [redacted]", read.get("message").stringValue());
        assertEquals("[redacted]", read.get("iban").stringValue());
        assertEquals("7", read.get("n").stringValue());
        assertTrue(read.get("cause").stringValue().contains("IllegalArgumentException: for [redacted]"), line);
        assertTrue(read.get("cause").stringValue().contains("| at dev.surety.runtime.observe."), line);
        for (String secret : List.of(TOKEN, "jo@example.org", "DE8937")) {
            assertFalse(line.contains(secret), line);
        }
    }

    @Test
    void whatALibraryLogsWithArgumentsIsRedactedToo() {
        log.error("{} sent {}", "jo@example.org", TOKEN, new IllegalStateException("outer"));
        var read = Json.object(lines.getFirst());
        assertEquals("[redacted] sent [redacted]", read.get("message").stringValue());
        assertTrue(read.get("cause").stringValue().startsWith("java.lang.IllegalStateException: outer"));
        log.info("plain\nand {} more", 1);
        assertEquals("plain\nand 1 more", Json.object(lines.get(1)).get("message").stringValue());
        assertFalse(lines.get(1).contains("\n"), "a line is one line, whatever a stranger sends");
    }

    @Test
    void aValueThatThrowsOrACauseInACircleStopsNothing() {
        Object thrower = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        log.atInfo().addKeyValue("what", thrower).log("told");
        assertEquals("a line could not be written", Json.object(lines.getFirst()).get("message").stringValue());
        var one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));
        log.error("circle", one);
        assertTrue(lines.get(1).length() < 20_000);
    }

    @ParameterizedTest
    @CsvSource({
        "dev.surety.escrow.EscrowRules, INFO, true",
        "dev.surety.escrow.EscrowRules, DEBUG, false",
        "org.springframework.cloud.function.adapter.aws.FunctionInvoker, INFO, false",
        "org.springframework.cloud.function.adapter.aws.FunctionInvoker, WARN, true",
        "org.springframeworks.Other, INFO, true",
        "silent, ERROR, false",
    })
    void theLongestBeginningOfALoggersNameDecides(String logger, Level level, boolean heard) {
        var levels = LogLevels.of(Map.of("root", "INFO", "org", "ERROR", "org.springframework", "WARN",
                "org.springframeworks", "info", "silent", "OFF"));
        assertEquals(heard, levels.hears(logger, level));
    }

    @Test
    void slf4jFindsThisLoggingAndTheFrameworkIsHeardFromWarningsOn() {
        assertEquals(LinesLogger.class, LoggerFactory.getLogger("x").getClass());
        assertFalse(LoggerFactory.getLogger("org.springframework.cloud.function.x").isInfoEnabled());
        assertTrue(LoggerFactory.getLogger("dev.surety").isInfoEnabled());
    }

    /** Unbounded, the search for tokens took minutes for half a megabyte of their first three letters. */
    @Test
    void aLineOfAMegabyteIsCleanedInTime() {
        for (String piece : List.of("1 ", "a@", "eyJ", "A1", "secret", "1-", "AB12 ", "a.")) {
            String long1 = piece.repeat(500_000 / piece.length());
            long before = System.nanoTime();
            assertTrue(Redaction.of(long1).length() < 20_000);
            long millis = (System.nanoTime() - before) / 1_000_000;
            assertTrue(millis < 5_000, piece + " took " + millis + " ms");
        }
    }
}
