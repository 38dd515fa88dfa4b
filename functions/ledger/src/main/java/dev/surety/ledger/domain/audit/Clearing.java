package dev.surety.ledger.domain.audit;

import dev.surety.model.ledger.Line;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The balances of a clearing account at the end of each hour of the last week. The escrow's entry puts a refund on it
 * and the payment's entry takes it off, so no single chain tells what is on its way. But every refund arrives, and then
 * the account is at zero. An account with a refund always on its way may never be seen at zero: revisit when a
 * marketplace has such an account.
 */
public final class Clearing {
    /** A gateway that does not answer is asked again for days, and longer than over any holidays. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final String BEFORE = "";

    private Clearing() {}

    /** Adds a line to the sums by hour, an hour as text; older lines are one sum before all of them. */
    static void add(Line line, Instant now, Map<String, BigInteger> hours) {
        Instant hour = line.at().truncatedTo(ChronoUnit.HOURS);
        boolean isOld = !line.at().isAfter(now.minus(LONGEST));
        hours.merge(isOld ? BEFORE : hour.toString(), BigInteger.valueOf(line.amountMinor()), BigInteger::add);
    }

    /** Nothing if nothing is there now. */
    static Optional<Difference> of(Map<String, BigInteger> hours) {
        BigInteger before = hours.getOrDefault(BEFORE, BigInteger.ZERO);
        BigInteger sum = BigInteger.ZERO;
        boolean cleared = before.signum() == 0;
        for (Map.Entry<String, BigInteger> hour : new TreeMap<>(hours).entrySet()) {
            sum = sum.add(hour.getValue());
            cleared |= sum.signum() != before.signum();
        }
        return sum.signum() == 0
                ? Optional.empty()
                : Optional.of(cleared ? Difference.IN_FLIGHT : Difference.NOT_CLEARED);
    }
}
