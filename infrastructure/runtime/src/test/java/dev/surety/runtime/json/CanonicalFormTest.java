package dev.surety.runtime.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The canonical form, held against the vectors of RFC 8785 and against itself. */
class CanonicalFormTest {
    /** RFC 8785 §3.2.3: the order is that of UTF-16 code units, so a surrogate pair goes before U+FB33. */
    @Test
    void membersAreSortedAsTheStandardSortsThem() throws Exception {
        String input = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""";
        assertEquals(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                canonical(input));
    }

    /** RFC 8785 §3.2.2 and §3.2.4, without its fractions, which no data of ours has: the very bytes. */
    @Test
    void theExampleOfTheStandardGivesItsBytes() throws Exception {
        String input = "{\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                + "\"literals\": [null, true, false]}";
        String bytes = "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c"
                + "22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d";
        assertEquals(bytes, HexFormat.of().formatHex(canonical(input).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyWhatMustBeEscapedIsAndAlwaysTheShortWay() {
        assertEquals(
                "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u000e\\u001f \\\"#/\\\\\u007f\u2028é\"",
                Json.canonical(Json.tree("\u0000\u0001\b\t\n\u000b\f\r\u000e\u001f \"#/\\\u007f\u2028é")));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text                   | canonical",
                "{}                     | {}",
                "[ ]                    | []",
                "-0                     | 0",
                "9007199254740993       | 9007199254740993",
                "-9223372036854775808   | -9223372036854775808",
                "{\"b\":[2, 1],\"a\":{ }} | {\"a\":{},\"b\":[2,1]}",
                "{\"a\":1,\"A\":2,\"\":3}   | {\"\":3,\"A\":2,\"a\":1}",
                "{\"a\":1,\"aa\":2,\"a\\u0000\":3} | {\"a\":1,\"a\\u0000\":3,\"aa\":2}",
            })
    void equalDataHasEqualText(String text, String canonical) throws Exception {
        assertEquals(canonical, canonical(text));
        assertEquals(canonical, canonical(canonical));
    }

    @Test
    void theOrderOfMembersNeverShows() throws Exception {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            members.add("\"k" + i + "\":" + i);
        }
        String once = canonical("{" + String.join(",", members) + "}");
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(members, new Random(seed));
            assertEquals(once, canonical("{" + String.join(",", members) + "}"));
        }
    }

    @Test
    void aFractionHasNoCanonicalForm() {
        assertThrows(Breach.class, () -> canonical("{\"a\":1.5}"));
        assertThrows(Breach.class, () -> canonical("1e3"));
    }

    private enum Kind {
        INDIVIDUAL,
        PART_TIME
    }

    private record Everything(
            EscrowId escrow,
            ParticipantId payer,
            PaymentId payment,
            MarketplaceId marketplace,
            Currency currency,
            Money money,
            BasisPoints points,
            Instant at,
            Duration after,
            Kind kind,
            Optional<String> some,
            Optional<String> none) {}

    @Test
    void theWordsOfTheModelAreWrittenAsTheApiShowsThemAndReadBack() {
        Everything all = new Everything(
                new EscrowId(Id.derive("esc", "x")),
                new ParticipantId(Id.derive("par", "x")),
                new PaymentId(Id.derive("pay", "x")),
                new MarketplaceId("demo"),
                Currency.of("KWD"),
                Money.of(-1999, "EUR"),
                new BasisPoints(1200),
                Instant.parse("2026-11-22T10:00:00.120Z"),
                Duration.ofDays(14),
                Kind.PART_TIME,
                Optional.of("x"),
                Optional.empty());
        String text = Json.canonical(all);
        assertEquals(
                "{\"after\":\"P14D\",\"at\":\"2026-11-22T10:00:00.120Z\",\"currency\":\"KWD\",\"escrow\":\""
                        + all.escrow() + "\",\"kind\":\"part_time\",\"marketplace\":\"demo\","
                        + "\"money\":{\"amount\":-1999,\"currency\":\"EUR\"},\"none\":null,\"payer\":\"" + all.payer()
                        + "\",\"payment\":\"" + all.payment() + "\",\"points\":1200,\"some\":\"x\"}",
                text);
        assertEquals(all, Json.read(text, Everything.class));
    }

    private static String canonical(String text) throws Json.Malformed {
        return Json.canonical(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    }
}
