package dev.surety.runtime.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times and durations as others write them, and as we do. */
class TimesFromAStrangerTest {
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "text                                | is                       | because",
                "2026-11-22T10:00:00Z                | 2026-11-22T10:00:00.000Z | UTC",
                "2026-11-22T10:00:00.5Z              | 2026-11-22T10:00:00.500Z | a fraction",
                "2026-11-22T10:00:00.123456789Z      | 2026-11-22T10:00:00.123Z | out with milliseconds",
                "2026-11-22T10:00:00+02:00           | 2026-11-22T08:00:00.000Z | an offset",
                "2026-11-22T10:00:00-11:30           | 2026-11-22T21:30:00.000Z | an offset",
                "2026-11-22T10:00:00+18:00           | 2026-11-21T16:00:00.000Z | the largest offset that Java has",
                "2026-11-22T10:00:00+18:01           | nothing                  | beyond it; none is in use above 14:00",
                "2026-11-22T10:00:00-00:00           | 2026-11-22T10:00:00.000Z | RFC 3339 §4.3",
                "2026-11-22t10:00:00z                | 2026-11-22T10:00:00.000Z | RFC 3339 §5.6 lets letters be small",
                "2024-02-29T00:00:00Z                | 2024-02-29T00:00:00.000Z | a leap day",
                "2000-01-01T00:00:00Z                | 2000-01-01T00:00:00.000Z | the first",
                "1999-12-31T23:59:59.999Z            | nothing                  | before the first",
                "2199-12-31T23:59:59.999Z            | 2199-12-31T23:59:59.999Z | the last",
                "2200-01-01T00:00:00Z                | nothing                  | after the last",
                "2026-02-29T00:00:00Z                | nothing                  | no leap year",
                "2026-13-01T00:00:00Z                | nothing                  | no such month",
                "2026-11-22T24:00:00Z                | nothing                  | no such hour",
                "2026-11-22T23:59:60Z                | nothing                  | leap seconds are not kept",
                "2026-11-22T10:00:00                 | nothing                  | no offset",
                "2026-11-22T10:00Z                   | nothing                  | RFC 3339 wants seconds",
                "2026-11-22T10:00:00+02              | nothing                  | RFC 3339 wants minutes",
                "2026-11-22T10:00:00+02:00:30        | nothing                  | RFC 3339 knows no seconds here",
                "2026-11-22T10:00:00+0200            | nothing                  | RFC 3339 wants a colon",
                "2026-11-22T10:00:00,5Z              | nothing                  | a comma is no point",
                "2026-11-22 10:00:00Z                | nothing                  | one form is enough",
                "2026-11-22                          | nothing                  | a day",
                "1795341600                          | nothing                  | a number",
                "+2026-11-22T10:00:00Z               | nothing                  | a sign",
                "+12026-11-22T10:00:00Z              | nothing                  | a far year",
                "٢٠٢٦-11-22T10:00:00Z                | nothing                  | other digits",
                "''                                  | nothing                  | empty",
                "' 2026-11-22T10:00:00Z'             | nothing                  | a blank before",
                "2026-11-22T10:00:00.0000000000000000000000Z | nothing          | too long",
            })
    void aTimeIsRfc3339OrNothing(String text, String is, String because) {
        Optional<String> expected = is.equals("nothing") ? Optional.empty() : Optional.of(is);
        assertEquals(expected, Times.parse(text).map(Times::text), because);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "text                 | is",
                "PT15M                | PT15M",
                "P14D                 | P14D",
                "PT336H               | P14D",
                "P1DT12H              | PT36H",
                "PT1S                 | PT1S",
                "P3660D               | P3660D",
                "P3661D               | nothing",
                "PT0S                 | nothing",
                "P0D                  | nothing",
                "-P1D                 | nothing",
                "PT-1S                | nothing",
                "PT0.5S               | nothing",
                "P1Y                  | nothing",
                "P1M                  | nothing",
                "P1W                  | nothing",
                "15M                  | nothing",
                "900                  | nothing",
                "P                    | nothing",
                "''                   | nothing",
                "pt15m                | nothing",
                "p14d                 | nothing",
                "Pt15M                | nothing",
                "+P1D                 | nothing",
                "P+1D                 | nothing",
                "PT-1H+90M            | nothing",
                "P2DT-1H              | nothing",
                "PT1.0S               | nothing",
                "PT1,5S               | nothing",
                "PT                   | nothing",
                "P1DT                 | nothing",
                "PT1M1H               | nothing",
                "' P1D'               | nothing",
                "P1٣D                 | nothing",
                "P9223372036854775807D | nothing",
                "PT9223372036854775807S | nothing",
                "PT99999999999999999999S | nothing",
            })
    void aDurationIsPositiveAndWhole(String text, String is) {
        assertEquals(
                is.equals("nothing") ? Optional.empty() : Optional.of(is),
                Times.parseDuration(text).map(Times::text));
    }

    @Test
    void timesSortAsText() {
        List<Instant> rising = List.of(
                Instant.parse("2026-11-22T09:59:59.999Z"),
                Instant.parse("2026-11-22T10:00:00Z"),
                Instant.parse("2026-11-22T10:00:00.001Z"),
                Instant.parse("2027-01-01T00:00:00Z"));
        for (int i = 1; i < rising.size(); i++) {
            assertTrue(Times.text(rising.get(i - 1)).compareTo(Times.text(rising.get(i))) < 0);
        }
        rising.forEach(time -> assertEquals(time, Instant.parse(Times.text(time))));
        assertEquals("PT24H0.5S", Times.text(Duration.ofHours(24).plusMillis(500)));
    }
}
