package dev.surety.onboarding.domain.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a participant has been compared with the lists of sanctioned parties.
 *
 * @param round counts the names that were to be compared; a change of them begins the next
 * @param index the version of the lists that the last comparison used
 * @param caseId the participant's case, once there was a hit
 * @param asked how often the lists could not be read in this round
 * @param askAt when to compare next; empty while nothing is to be compared
 */
public record Screened(
        Status status,
        int round,
        Optional<String> index,
        Optional<String> caseId,
        int asked,
        Optional<Instant> askAt) {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLED = 10;

    public enum Status {
        /** The names are not compared yet. */
        PENDING,
        CLEAR,
        /** Two people decide a case. */
        POTENTIAL,
        CONFIRMED,
        /** Two people decided that the hits are of another person. It holds until the list's entries change. */
        CLEARED
    }

    /** The entry that holds this is the intent: a timer compares if the process that wrote it did not. */
    public static Screened toAsk(Instant now) {
        return new Screened(
                Status.PENDING, 1, Optional.empty(), Optional.empty(), 0, Optional.of(now.plus(FIRST)));
    }

    /** The names, or the lists, are others now. A confirmed participant stays so: no new name frees it. */
    public Screened again(Instant now) {
        return isConfirmed()
                ? new Screened(status, round + 1, index, caseId, 0, Optional.empty())
                : new Screened(Status.PENDING, round + 1, index, caseId, 0, Optional.of(now.plus(FIRST)));
    }

    /** The lists could not be read. It is tried for as long as it takes. */
    public Screened unanswered(Instant now) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(asked + 1, MOST_DOUBLED));
        return new Screened(
                status,
                round,
                index,
                caseId,
                asked + 1,
                Optional.of(now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST)));
    }

    public Screened passed(String against) {
        return answered(Status.CLEAR, against, caseId);
    }

    /** @param as potential, confirmed or cleared, as the case stands */
    public Screened of(Status as, String against, String openedCase) {
        return answered(as, against, Optional.of(openedCase));
    }

    private Screened answered(Status now, String against, Optional<String> openedCase) {
        return new Screened(now, round, Optional.of(against), openedCase, 0, Optional.empty());
    }

    /** People have decided the case. */
    public Screened decided(Status now, String openedCase) {
        return new Screened(now, round, index, Optional.of(openedCase), asked, Optional.empty());
    }

    /** There is nothing left to compare, because the names were destroyed. It stays as it is. */
    public Screened nothingToAsk() {
        return new Screened(status, round, index, caseId, asked, Optional.empty());
    }

    /** Whether money to the participant has to wait. */
    public boolean isOpen() {
        return switch (status) {
            case PENDING, POTENTIAL, CONFIRMED -> true;
            case CLEAR, CLEARED -> false;
        };
    }

    public boolean isConfirmed() {
        return status == Status.CONFIRMED;
    }

    /** Whether no comparison of this round was tried yet, and none of an earlier one hit. */
    public boolean isFresh() {
        return status == Status.PENDING && asked == 0 && caseId.isEmpty();
    }

    /** Whether the names are to be compared now: at first at once, then when the time has come. */
    public boolean isToAsk(Instant now) {
        return status == Status.PENDING
                && askAt.filter(at -> asked == 0 || !at.isAfter(now)).isPresent();
    }
}
