package dev.surety.payouts.domain.bank;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account of a marketplace at a bank, and how far we read its lines.
 *
 * @param cursor the bank's cursor after the last line that was dealt with; empty before the first
 * @param askAt when we ask the bank next
 * @param inVain how often it was asked since it last answered
 */
public record BankAccount(String cursor, Instant askAt, int inVain) {
    /** A line that we did not expect is read within this time. */
    private static final Duration ASKED_EVERY = Duration.ofDays(1);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    /** Of an account that is about to send: the bank books at the next full hour. */
    public static BankAccount opened(Instant now) {
        return new BankAccount("", nextHour(now), 0);
    }

    public static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }

    /** The account before a transfer; the same if we ask early enough anyway. */
    public BankAccount expecting(Instant now) {
        Instant soon = nextHour(now);
        return askAt.isAfter(soon) ? new BankAccount(cursor, soon, inVain) : this;
    }

    /** @param expected when the bank books next, as far as it knows */
    public BankAccount heard(String next, Optional<Instant> expected, Instant now) {
        // A question that is still to come may wait for a transfer that the bank does not have yet.
        Instant soonest = Stream.of(expected, Optional.of(askAt).filter(now::isBefore))
                .flatMap(Optional::stream)
                .reduce(now.plus(ASKED_EVERY), (one, other) -> one.isBefore(other) ? one : other);
        return new BankAccount(next, soonest, 0);
    }

    /** There are more lines than one wake reads. */
    public BankAccount heardInPart(String next, Instant now) {
        return new BankAccount(next, now.plus(FIRST_RETRY), 0);
    }

    public BankAccount unheard(String next, Instant now) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(inVain, MOST_DOUBLINGS));
        return new BankAccount(next, now.plus(pause), inVain + 1);
    }
}
