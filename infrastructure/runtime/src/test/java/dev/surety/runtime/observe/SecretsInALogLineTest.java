package dev.surety.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.surety.model.id.Id;
import dev.surety.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

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

    @Test
    void theEncoderRedactsMessageValuesAndCauses() {
        var event = new LoggingEvent(
                "x", new LoggerContext().getLogger("x"), Level.WARN, "sent " + TOKEN, new IllegalStateException(
                        "outer", new IllegalArgumentException("for jo@example.org")), null);
        event.setKeyValuePairs(List.of(new KeyValuePair("iban", "DE89370400440532013000"), new KeyValuePair("n", 7)));
        String line = new String(new RedactingEncoder().encode(event), StandardCharsets.UTF_8);
        assertTrue(line.endsWith("}\n"));
        var read = Json.object(line);
        assertEquals("sent [redacted]", read.get("message").stringValue());
        assertEquals("[redacted]", read.get("iban").stringValue());
        assertEquals("7", read.get("n").stringValue());
        assertTrue(read.get("cause").stringValue().contains("IllegalArgumentException: for [redacted]"), line);
        for (String secret : List.of(TOKEN, "jo@example.org", "DE8937")) {
            assertFalse(line.contains(secret), line);
        }
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
