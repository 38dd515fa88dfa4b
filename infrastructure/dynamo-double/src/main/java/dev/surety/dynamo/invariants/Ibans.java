package dev.surety.dynamo.invariants;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds IBANs. The length of each country's tells them from references of ours, of which one in a few thousand has the
 * right check digits by chance.
 */
final class Ibans {
    private static final String LENGTHS =
            """
            AD24 AE23 AL28 AO25 AT20 AX18 AZ28 BA20 BE16 BG22 BH22 BI27 BL27 BR29 BY28 CH21 CR22 CV25 CY28 CZ24 DE22
            DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GA27 GB22 GE22 GF27 GG22 GI23 GL18 GP27 GR27 GT28 HR21 HU28
            IE22 IL23 IM22 IQ23 IR26 IS26 IT27 JE22 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28 MC27 MD24
            ME22 MF27 MK19 MQ27 MR27 MT31 MU30 MZ25 NC27 NL18 NO15 OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29 RE27 RO24
            RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SN28 ST25 SV28 TF27 TL23 TN24 TR26 UA29 VA22 VG24 WF27 XK20
            YT27
            """;

    private static final Map<String, Integer> BY_COUNTRY = Stream.of(LENGTHS.strip().split("\\s+"))
            .collect(Collectors.toMap(row -> row.substring(0, 2), row -> Integer.valueOf(row.substring(2))));

    private static final Pattern BEGIN = Pattern.compile("(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}");
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Ibans() {}

    /** The first in a text. It may stand in groups, with a space between two. */
    static Optional<String> in(String text) {
        return BEGIN.matcher(text)
                .results()
                .flatMap(begin -> at(text, begin.start(), begin.group().substring(0, 2)).stream())
                .findFirst();
    }

    private static Optional<String> at(String text, int start, String country) {
        int length = BY_COUNTRY.getOrDefault(country, 0);
        if (length == 0) {
            return Optional.empty();
        }
        Matcher whole = Pattern.compile("[A-Z0-9](?: ?[A-Z0-9]){" + (length - 1) + "}(?![0-9A-Za-z])")
                .matcher(text)
                .region(start, text.length())
                .useTransparentBounds(true);
        return whole.lookingAt() && checksTo1(whole.group().replace(" ", ""))
                ? Optional.of(whole.group())
                : Optional.empty();
    }

    /** ISO 13616: the first four characters moved to the end, letters as numbers, remainder 1. */
    private static boolean checksTo1(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4))
                .chars()
                .forEach(letter -> digits.append(Character.digit(letter, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }
}
