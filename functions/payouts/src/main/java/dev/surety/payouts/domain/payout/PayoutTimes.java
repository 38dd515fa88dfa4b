package dev.surety.payouts.domain.payout;

import dev.surety.model.calendar.BankDays;
import dev.surety.payouts.domain.payout.Payout.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The times of a payout, and when a timer looks at it again. */
public final class PayoutTimes {
    /** So long a payout waits for its approvers. */
    public static final Duration APPROVAL = Duration.ofDays(7);

    /**
     * Until then a transfer may exist that the rail does not show. It is the longest time-out of a function, five
     * minutes by which clocks differ, and the time in which a rail shows its transfers.
     */
    public static final Duration VISIBLE = Duration.ofMinutes(2 + 5 + 3);

    /** The sandbox rail books within a day. */
    public static final Duration ANSWER = Duration.ofDays(1);

    /** A payout that the rail twice did not know is closed there. */
    public static final int NOT_FOUND_OFTEN = 2;

    /** So many bank days a bank has for the money of what it refused, or for the debit of what it returned. */
    public static final int BOOKED_DAYS = 5;

    /** A bank has a new statement each day. */
    private static final Duration STATEMENTS = Duration.ofDays(1);

    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration LAST_LOOK = Duration.ofHours(1);

    private PayoutTimes() {}

    public static Instant expiry(Payout.AwaitingApproval payout) {
        return payout.since().plus(APPROVAL);
    }

    static Instant visible(Asked asked) {
        return asked.since().plus(VISIBLE);
    }

    static Instant answerBy(Asked asked) {
        return asked.since().plus(ANSWER);
    }

    /** @param at the time of the entry that leads to this state */
    public static Optional<Instant> due(Payout payout, Instant at) {
        return switch (payout) {
            case Payout.AwaitingApproval waiting -> Optional.of(expiry(waiting));
            case Payout.Scheduled scheduled -> Optional.of(seldomer(scheduled.since(), at));
            // The chain of their file has the deadline.
            case Payout.Sending _, Payout.Unknown _, Payout.Sent _ when isInFile(payout) -> inFile(payout, at);
            case Payout.Sending sending -> Optional.of(asking(sending.asked(), at));
            case Payout.Unknown unknown -> Optional.of(asking(unknown.asked(), at));
            case Payout.Sent sent ->
                Optional.of(sent.asked().unanswered() ? at.plus(ANSWER) : notSoon(answerBy(sent.asked()), at));
            case Payout.Paid paid -> bookedBy(paid, paid.refused().map(Payout.Refusal::since), at);
            case Payout.Returned back ->
                bookedBy(back, Optional.of(back.since()).filter(_ -> back.debit().isEmpty()), at);
            case Payout.Failed _,
                    Payout.Cancelled _,
                    Payout.Excluded _,
                    Payout.TakenOut _ ->
                Optional.empty();
        };
    }

    private static Optional<Instant> inFile(Payout payout, Instant at) {
        if (isLookedAt(payout)) {
            return Optional.of(at.plus(STATEMENTS));
        }
        Asked asked = payout.open().orElseThrow();
        Optional<Instant> presumed = presumedAt(asked).filter(_ -> asked.refused().isEmpty());
        return presumed.isPresent()
                ? presumed.map(then -> notSoon(then, at))
                : bookedBy(payout, asked.refused().map(Payout.Refusal::since), at);
    }

    /** The day after the last on which a return may come that unsays a debit. Only ACH knows such days. */
    public static Optional<Instant> presumedAt(Asked asked) {
        return asked.presumedAfter()
                .flatMap(days -> asked.debit().map(debit -> BankDays.FED.plus(debit.bookedOn(), days)))
                .map(last -> last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * The day after the last on which the bank may book what has to follow without a question.
     *
     * @param since if something has to follow
     */
    private static Optional<Instant> bookedBy(Payout payout, Optional<Instant> since, Instant at) {
        BankDays days = BankDays.of(List.of(payout.order().amount().currency().code()));
        return since.filter(_ -> !payout.wantsPeople())
                .map(from -> days.plus(from.atZone(ZoneOffset.UTC).toLocalDate(), BOOKED_DAYS))
                .map(last -> notSoon(last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), at));
    }

    /**
     * Whether people were told of a refusal that no statement proves. A statement that comes late proves it. If the
     * bank also names another transfer, people look for that one first.
     */
    static boolean isLookedAt(Payout payout) {
        return isInFile(payout)
                && !(payout instanceof Payout.Unknown)
                && payout.open().filter(Asked::isUnbooked).isPresent()
                && payout.awaitsBooking()
                && payout.wantsPeople();
    }

    private static boolean isInFile(Payout payout) {
        return payout.open().flatMap(Payout.Asked::inFile).isPresent();
    }

    private static Instant asking(Asked asked, Instant at) {
        return at.isBefore(visible(asked)) && asked.notFound() == 0
                ? notSoon(earlier(visible(asked), seldomer(asked.since(), at)), at)
                : seldomer(asked.since(), at);
    }

    /** After as much time as has passed, but at least a minute and at most an hour. */
    private static Instant seldomer(Instant since, Instant at) {
        Duration passed = Duration.between(since, at);
        Duration wait = passed.compareTo(FIRST_LOOK) < 0 ? FIRST_LOOK : passed;
        return at.plus(wait.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : wait);
    }

    /** A message about an entry has a minute's start on the timer that stands in for it. */
    private static Instant notSoon(Instant due, Instant at) {
        Instant soonest = at.plus(FIRST_LOOK);
        return due.isBefore(soonest) ? soonest : due;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
