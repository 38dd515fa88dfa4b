package dev.surety.ledger.domain;

import dev.surety.ledger.domain.AuditReport.Kind;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What lay on a clearing account at the end of each hour of the last week. A refund comes upon it by the escrow's entry
 * and leaves it by the payment's, so no chain tells what is on its way; but what is on its way arrives, and then the
 * account is at zero. Where there is always something on its way an account may never be seen there: revisit when a
 * marketplace has one that is not.
 */
public final class Clearing {
    /** A gateway that does not answer is asked again for days, and longer than over any holidays. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private final Instant from;
    private final TreeMap<Instant, BigInteger> hours = new TreeMap<>();
    private BigInteger before = BigInteger.ZERO;

    public Clearing(Instant now) {
        this.from = now.minus(LONGEST);
    }

    public void add(Line line) {
        BigInteger amount = BigInteger.valueOf(line.amountMinor());
        if (line.at().isAfter(from)) {
            hours.merge(line.at().truncatedTo(ChronoUnit.HOURS), amount, BigInteger::add);
        } else {
            before = before.add(amount);
        }
    }

    /** Nothing if nothing is there now. */
    public Optional<Kind> kind() {
        BigInteger sum = before;
        boolean cleared = before.signum() == 0;
        for (BigInteger hour : hours.values()) {
            sum = sum.add(hour);
            cleared |= sum.signum() != before.signum();
        }
        return sum.signum() == 0 ? Optional.empty() : Optional.of(cleared ? Kind.IN_FLIGHT : Kind.NOT_CLEARED);
    }
}
