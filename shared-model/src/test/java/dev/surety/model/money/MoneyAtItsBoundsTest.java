package dev.surety.model.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants.Breach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as large as 64 bits, of several currencies, and shown to people. */
class MoneyAtItsBoundsTest {
    private static final Currency EUR = Currency.of("EUR");
    private static final Set<String> NO_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
            "XPF");
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "a                    | does   | b                    | becomes",
                "0                    | plus   | 0                    | 0",
                "9223372036854775806  | plus   | 1                    | 9223372036854775807",
                "9223372036854775807  | plus   | 1                    | overflow",
                "-9223372036854775808 | plus   | -1                   | overflow",
                "-9223372036854775807 | minus  | 1                    | -9223372036854775808",
                "-9223372036854775808 | minus  | 1                    | overflow",
                "0                    | minus  | -9223372036854775808 | overflow",
                "-5                   | minus  | -5                   | 0",
            })
    void arithmeticIsExactOrDoesNotHappen(long a, String does, long b, String becomes) {
        Money left = Money.of(a, EUR);
        Money right = Money.of(b, EUR);
        if (becomes.equals("overflow")) {
            assertThrows(ArithmeticException.class, () -> calculate(left, does, right));
        } else {
            assertEquals(Money.of(Long.parseLong(becomes), EUR), calculate(left, does, right));
        }
    }

    private static Money calculate(Money left, String does, Money right) {
        return does.equals("plus") ? left.plus(right) : left.minus(right);
    }

    @Test
    void theSmallestLongHasNoNegative() {
        assertThrows(ArithmeticException.class, () -> Money.of(Long.MIN_VALUE, EUR).negated());
        assertEquals(Money.of(-7, EUR), Money.of(7, EUR).negated());
        assertEquals(Money.zero(EUR), Money.zero(EUR).negated());
    }

    @Test
    void thousandsOfTheLargestCommandStillFit() {
        Money sum = Money.zero(EUR);
        for (int i = 0; i < 9_000; i++) {
            sum = sum.plus(Money.of(Money.LARGEST_COMMAND_MINOR, EUR));
        }
        assertEquals(9_000 * Money.LARGEST_COMMAND_MINOR, sum.amountMinor());
    }

    @Test
    void amountsOfTwoCurrenciesNeverMix() {
        Money euro = Money.of(1, "EUR");
        Money yen = Money.of(1, "JPY");
        assertThrows(Breach.class, () -> euro.plus(yen));
        assertThrows(Breach.class, () -> euro.minus(yen));
        assertThrows(Breach.class, () -> euro.compareTo(yen));
        assertFalse(euro.equals(yen));
    }

    @Test
    void everyAmountHasExactlyOneSign() {
        for (long minor : List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE)) {
            Money money = Money.of(minor, EUR);
            assertEquals(minor == 0, money.isZero());
            assertEquals(minor > 0, money.isPositive());
            assertEquals(minor < 0, money.isNegative());
            assertEquals(Long.signum(minor), Integer.signum(money.compareTo(Money.zero(EUR))));
        }
    }

    @ParameterizedTest(name = "{0} {1} is shown as {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "minor                | currency | shown",
                "1999                 | EUR      | 19.99 EUR",
                "5                    | EUR      | 0.05 EUR",
                "-5                   | EUR      | -0.05 EUR",
                "-1999                | EUR      | -19.99 EUR",
                "0                    | EUR      | 0.00 EUR",
                "100                  | EUR      | 1.00 EUR",
                "1999                 | JPY      | 1999 JPY",
                "-1                   | JPY      | -1 JPY",
                "1999                 | KWD      | 1.999 KWD",
                "-7                   | KWD      | -0.007 KWD",
                "9223372036854775807  | EUR      | 92233720368547758.07 EUR",
                "-9223372036854775808 | EUR      | -92233720368547758.08 EUR",
                "-9223372036854775808 | JPY      | -9223372036854775808 JPY",
                "-9223372036854775808 | TND      | -9223372036854775.808 TND",
            })
    void peopleSeeTheDecimalsOfTheCurrency(long minor, String currency, String shown) {
        assertEquals(shown, Money.of(minor, currency).toString());
    }

    @Test
    void everyCurrencyHasTheDecimalsOfTheStandard() {
        Map<String, Integer> found = new TreeMap<>();
        for (char a = 'A'; a <= 'Z'; a++) {
            for (char b = 'A'; b <= 'Z'; b++) {
                for (char c = 'A'; c <= 'Z'; c++) {
                    Currency.find("" + a + b + c).ifPresent(one -> found.put(one.code(), one.decimals()));
                }
            }
        }
        found.forEach((code, decimals) -> assertEquals(
                NO_DECIMALS.contains(code) ? 0 : THREE_DECIMALS.contains(code) ? 3 : 2, decimals, code));
        assertTrue(found.keySet().containsAll(NO_DECIMALS));
        assertTrue(found.keySet().containsAll(THREE_DECIMALS));
        assertEquals(154, found.size(), "a currency came or went: " + found.keySet());
    }

    /** The JDK carries ISO 4217 as well: another source, which may only lack what is too new for it. */
    @Test
    void theListAgreesWithTheJdkWhereBothKnowACurrency() {
        Set<String> compared = new TreeSet<>();
        for (java.util.Currency known : java.util.Currency.getAvailableCurrencies()) {
            Currency.find(known.getCurrencyCode()).ifPresent(ours -> {
                assertEquals(known.getDefaultFractionDigits(), ours.decimals(), ours.code());
                compared.add(ours.code());
            });
        }
        assertTrue(compared.size() > 145, "compared only " + compared.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EU", "EURO", "XAU", "XXX", "XTS", "DEM", "CHW", "USN", "€", " EUR"})
    void whatIsNoMoneyIsNotListed(String code) {
        assertEquals(Optional.empty(), Currency.find(code));
        assertThrows(Breach.class, () -> Currency.of(code));
    }
}
