package dev.surety.model.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.Seeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However money is divided, the parts are the whole. */
class MoneyDividedTest {
    private static final Currency EUR = Currency.of("EUR");

    @ParameterizedTest(name = "{1} basis points of {0} are {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "whole               | points | share               | because",
                "10000               | 1200   | 1200                | exact",
                "0                   | 1200   | 0                   | nothing of nothing",
                "1                   | 5000   | 0                   | 0.5 goes to the even 0",
                "3                   | 5000   | 2                   | 1.5 goes to the even 2",
                "5                   | 5000   | 2                   | 2.5 goes to the even 2",
                "7                   | 5000   | 4                   | 3.5 goes to the even 4",
                "10001               | 5000   | 5000                | 5000.5 goes to the even 5000",
                "10003               | 5000   | 5002                | 5001.5 goes to the even 5002",
                "10                  | 499    | 0                   | 0.499 is under the half",
                "10                  | 501    | 1                   | 0.501 is over the half",
                "9223372036854775807 | 10000  | 9223372036854775807 | the product needs more than 64 bits",
                "9223372036854775807 | 1      | 922337203685478     | 922337203685477.58",
                "1999                | 0      | 0                   | no points, no share",
            })
    void aShareIsRoundedHalfEven(long whole, int points, long share, String because) {
        assertEquals(Money.of(share, EUR), new BasisPoints(points).ofHalfEven(Money.of(whole, EUR)), because);
    }

    @Test
    void basisPointsEndAtTheWhole() {
        assertThrows(Breach.class, () -> new BasisPoints(-1));
        assertThrows(Breach.class, () -> new BasisPoints(10_001));
        assertThrows(Breach.class, () -> new BasisPoints(1).ofHalfEven(Money.of(-1, EUR)));
    }

    @Test
    void aShareIsWhatArbitraryPrecisionSays() {
        Seeded.rounds(3_000, random -> {
            long whole = amount(random);
            int points = random.nextInt(10_001);
            long expected = new BigDecimal(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(points)))
                    .divide(BigDecimal.valueOf(10_000), 0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            assertEquals(expected, new BasisPoints(points).ofHalfEven(Money.of(whole, EUR)).amountMinor());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "720                 | 2000   | 120                 | a fifth on 6.00",
                "100                 | 2000   | 17                  | 16.67",
                "1                   | 10000  | 0                   | 0.5 goes to the even 0",
                "3                   | 10000  | 2                   | 1.5 goes to the even 2",
                "9223372036854775807 | 10000  | 4611686018427387904 | the product needs more than 64 bits",
                "1999                | 0      | 0                   | no points, nothing added",
            })
    void anAmountContainsWhatWasAddedToTheRest(long gross, int points, long contained, String because) {
        Money amount = Money.of(gross, EUR);
        assertEquals(Money.of(contained, EUR), new BasisPoints(points).containedHalfEven(amount), because);
    }

    @Test
    void theSharesOfCumulativePartsAlwaysSumToTheWhole() {
        Seeded.rounds(2_000, random -> {
            Money base = Money.of(1 + amount(random), EUR);
            Money whole = Money.of(random.nextLong(base.amountMinor() + 1), EUR);
            Money served = Money.zero(EUR);
            Money shares = Money.zero(EUR);
            int parts = 1 + random.nextInt(30);
            for (int i = 1; i <= parts; i++) {
                long left = base.minus(served).amountMinor();
                Money part = Money.of(i == parts ? left : random.nextLong(left + 1), EUR);
                Money share = Allocation.cumulativeHalfEven(whole, served, part, base);
                assertTrue(!share.isNegative(), "a share is not negative");
                assertTrue(share.compareTo(part) <= 0, "no part pays more than it is, where the whole is not more");
                assertTrue(closeTo(whole, part, base, share), "a share is off by less than one");
                shares = shares.plus(share);
                served = served.plus(part);
            }
            assertEquals(whole, shares);
        });
    }

    private static boolean closeTo(Money whole, Money part, Money base, Money share) {
        BigInteger exact = BigInteger.valueOf(whole.amountMinor()).multiply(BigInteger.valueOf(part.amountMinor()));
        BigInteger given = BigInteger.valueOf(share.amountMinor()).multiply(BigInteger.valueOf(base.amountMinor()));
        return exact.subtract(given).abs().compareTo(BigInteger.valueOf(base.amountMinor())) <= 0;
    }

    @Test
    void aFeeInThreePartsLosesNoCent() {
        Money fee = Money.of(100, EUR);
        Money base = Money.of(3, EUR);
        Money one = Money.of(1, EUR);
        assertEquals(Money.of(33, EUR), Allocation.cumulativeHalfEven(fee, Money.zero(EUR), one, base));
        assertEquals(Money.of(34, EUR), Allocation.cumulativeHalfEven(fee, one, one, base));
        assertEquals(Money.of(33, EUR), Allocation.cumulativeHalfEven(fee, Money.of(2, EUR), one, base));
    }

    @Test
    void aPartThatIsNoneIsABreach() {
        Money zero = Money.zero(EUR);
        Money one = Money.of(1, EUR);
        Money two = Money.of(2, EUR);
        assertThrows(Breach.class, () -> Allocation.cumulativeHalfEven(one, zero, one, zero));
        assertThrows(Breach.class, () -> Allocation.cumulativeHalfEven(one, one, two, two));
        assertThrows(Breach.class, () -> Allocation.cumulativeHalfEven(one, two, one.negated(), two));
        assertThrows(Breach.class, () -> Allocation.cumulativeHalfEven(one, one.negated(), one, two));
        assertThrows(Breach.class, () -> Allocation.cumulativeHalfEven(one.negated(), zero, one, two));
        assertThrows(Breach.class, () -> Allocation.cumulativeHalfEven(one, zero, Money.of(1, "JPY"), two));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "whole | weights     | parts       | because",
                "100   | 1 1 1       | 34 33 33    | a tie goes to the earlier position",
                "101   | 1 1 1       | 34 34 33    | two left over, two earliest",
                "1     | 1 1 1 1     | 1 0 0 0     | one cent, four ways",
                "3     | 1 1 1 1     | 1 1 1 0     | three cents, four ways",
                "100   | 1 2 4       | 14 29 57    | remainders 2/7, 4/7, 1/7",
                "10    | 0 1 0       | 0 10 0      | no weight, no part",
                "2     | 0 0 1 1 1   | 0 0 1 1 0   | nothing left over for weight zero",
                "0     | 3 4         | 0 0         | nothing to split",
                "7     | 5           | 7           | one takes all",
            })
    void theLargestRemainderTakesWhatIsLeftOver(long whole, String weights, String parts, String because) {
        assertEquals(longs(parts), minor(Allocation.largestRemainder(Money.of(whole, EUR), longs(weights))), because);
    }

    @Test
    void aSplitAlwaysSumsAndIsNeverOffByOne() {
        Seeded.rounds(2_000, random -> {
            long whole = amount(random);
            List<Long> weights = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                weights.add(random.nextInt(4) == 0 ? 0L : amount(random));
            }
            weights.set(random.nextInt(weights.size()), 1 + amount(random) / 2);
            List<Long> parts = minor(Allocation.largestRemainder(Money.of(whole, EUR), weights));
            assertEquals(whole, parts.stream().reduce(0L, Math::addExact));
            BigInteger total = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
            for (int i = 0; i < parts.size(); i++) {
                BigInteger scaled = BigInteger.valueOf(whole).multiply(BigInteger.valueOf(weights.get(i)));
                long over = BigInteger.valueOf(parts.get(i)).subtract(scaled.divide(total)).longValueExact();
                assertTrue(over == 0 || over == 1, "each gets its floor, or one more");
                assertTrue(weights.get(i) > 0 || parts.get(i) == 0, "no weight, no part");
            }
        });
    }

    @Test
    void whatCannotBeSplitIsABreach() {
        Money one = Money.of(1, EUR);
        assertThrows(Breach.class, () -> Allocation.largestRemainder(one, List.of()));
        assertThrows(Breach.class, () -> Allocation.largestRemainder(one, List.of(0L, 0L)));
        assertThrows(Breach.class, () -> Allocation.largestRemainder(one, List.of(2L, -1L)));
        assertThrows(Breach.class, () -> Allocation.largestRemainder(one.negated(), List.of(1L)));
    }

    private static long amount(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong(20);
            case 1 -> random.nextLong(100_000);
            case 2 -> random.nextLong(Money.LARGEST_COMMAND_MINOR);
            default -> random.nextLong(Long.MAX_VALUE);
        };
    }

    private static List<Long> longs(String text) {
        return Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    }

    private static List<Long> minor(List<Money> parts) {
        return parts.stream().map(Money::amountMinor).toList();
    }
}
