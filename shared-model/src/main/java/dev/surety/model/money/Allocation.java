package dev.surety.model.money;

import dev.surety.model.Invariants;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides money into parts that always sum to the whole. Amounts are minor units and not negative. */
public final class Allocation {
    private Allocation() {}

    /** {@code whole × part / of}, rounded half-even: a tie goes to the even neighbour. */
    static long shareHalfEven(long whole, long part, long of) {
        Invariants.hold(whole >= 0 && part >= 0 && part <= of && of > 0, "a share is a part of a whole");
        BigInteger[] halves = BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(part))
                .divideAndRemainder(BigInteger.valueOf(of));
        long floor = halves[0].longValueExact();
        int againstHalf = halves[1].shiftLeft(1).compareTo(BigInteger.valueOf(of));
        return againstHalf > 0 || (againstHalf == 0 && floor % 2 != 0) ? floor + 1 : floor;
    }

    /**
     * The share of {@code whole} for a part of {@code base}, after {@code before} of the base had its share. It is the
     * difference of two cumulative half-even shares. However callers cut the base, the shares sum to exactly {@code
     * whole}.
     */
    public static Money cumulativeHalfEven(Money whole, Money before, Money part, Money base) {
        Invariants.hold(!base.isZero(), "a base of zero has no parts");
        Money after = before.plus(part);
        Invariants.hold(!before.isNegative() && !part.isNegative(), "parts are not negative");
        Invariants.hold(after.compareTo(base) <= 0, "parts do not exceed their base");
        long until = shareHalfEven(whole.amountMinor(), after.amountMinor(), base.amountMinor());
        long since = shareHalfEven(whole.amountMinor(), before.amountMinor(), base.amountMinor());
        return Money.of(Math.subtractExact(until, since), whole.currency());
    }

    /**
     * Splits a whole in proportion to weights by largest remainder; ties go to the earlier position. The parts sum to
     * the whole. At least one weight is positive.
     */
    public static List<Money> largestRemainder(Money whole, List<Long> weights) {
        BigInteger total = BigInteger.ZERO;
        for (long weight : weights) {
            Invariants.hold(weight >= 0, "weights are not negative");
            total = total.add(BigInteger.valueOf(weight));
        }
        Invariants.hold(total.signum() > 0, "some weight is positive");
        Invariants.hold(!whole.isNegative(), "what is split is not negative");

        long[] parts = new long[weights.size()];
        List<BigInteger> remainders = new ArrayList<>();
        long left = whole.amountMinor();
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] halves = BigInteger.valueOf(whole.amountMinor())
                    .multiply(BigInteger.valueOf(weights.get(i)))
                    .divideAndRemainder(total);
            parts[i] = halves[0].longValueExact();
            remainders.add(halves[1]);
            left = Math.subtractExact(left, parts[i]);
        }
        List<Integer> largestFirst = IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed().thenComparing(i -> i))
                .toList();
        for (int i = 0; i < left; i++) {
            parts[largestFirst.get(i)]++;
        }
        return IntStream.range(0, parts.length)
                .mapToObj(i -> Money.of(parts[i], whole.currency()))
                .toList();
    }
}
