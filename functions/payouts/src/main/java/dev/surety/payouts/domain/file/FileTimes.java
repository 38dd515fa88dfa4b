package dev.surety.payouts.domain.file;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** When a timer looks at a file again. */
public final class FileTimes {
    /** So many bank days after its date the bank's books must show it, if its rail does not say how many. */
    public static final int ANSWER_DAYS = 5;

    /** So many bank days after its date or last link, complete statements without its debit prove something. */
    public static final int PROOF_DAYS = 3;

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration WAIT = Duration.ofMinutes(10);

    private FileTimes() {}

    /** @param at the time of the entry that leads to this state */
    public static Optional<Instant> due(PayoutFile file, Instant at) {
        return switch (file.work()) {
            case COMPOSING, WRITING -> Optional.of(at.plus(file.waits() == 0 ? SOON : wait(file.waits())));
            case TELLING_SENT, TELLING_VOID -> Optional.of(at.plus(SOON));
            case WAITING -> Optional.of(looking(file, at));
            case ENDED -> Optional.empty();
        };
    }

    private static Duration wait(int waits) {
        Duration longer = WAIT.multipliedBy(Math.min(waits, 6));
        return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }

    private static Instant looking(PayoutFile file, Instant at) {
        Instant first = answerBy(file);
        if (at.isBefore(first)) {
            return first;
        }
        return at.plus(file.isUnanswered() ? Duration.ofDays(1) : SOON);
    }

    /** The day after the last on which the bank may book it without a question. */
    public static Instant answerBy(PayoutFile file) {
        int days = file.composed()
                .flatMap(FileEvent.Composed::ach)
                .map(FileEvent.Ach::answerDays)
                .orElse(ANSWER_DAYS);
        LocalDate last = file.order().kind().days().plus(file.executionDate(), days);
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The last day that statements have to show before they prove that the bank took nothing. */
    public static LocalDate provenBy(PayoutFile file) {
        LocalDate last = Stream.of(file.links().last(), file.handedOver().map(FileEvent.HandedOver::at))
                .flatMap(Optional::stream)
                .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate())
                .reduce(file.executionDate(), (one, other) -> one.isBefore(other) ? other : one);
        return file.order().kind().days().plus(last, PROOF_DAYS);
    }
}
