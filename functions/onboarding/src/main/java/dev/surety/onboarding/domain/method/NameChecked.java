package dev.surety.onboarding.domain.method;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The name check of a payout method. It is only a question, so a question whose answer was lost is asked again.
 *
 * @param asked how often the bank was asked without a final answer
 * @param askAt when to ask next; empty once the answer is final
 */
public record NameChecked(NameMatch match, int asked, Optional<Instant> askAt) {
    /** More than a day and a half. */
    static final int MOST_ASKED = 14;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(4);

    /** The method's first entry is the intent: a timer asks if the process that wrote it did not. */
    static NameChecked toAsk(Instant now) {
        return new NameChecked(NameMatch.PENDING, 0, Optional.of(now.plus(FIRST)));
    }

    public boolean isOpen() {
        return match == NameMatch.PENDING;
    }

    /** After an answer; {@code PENDING} also stands for none. */
    NameChecked answered(NameMatch answer, Instant now) {
        if (answer != NameMatch.PENDING) {
            return new NameChecked(answer, asked + 1, Optional.empty());
        }
        if (asked + 1 >= MOST_ASKED) {
            return new NameChecked(NameMatch.NOT_POSSIBLE, asked + 1, Optional.empty());
        }
        Duration wait = FIRST.multipliedBy(1L << Math.min(asked + 1, 10));
        return new NameChecked(
                NameMatch.PENDING, asked + 1, Optional.of(now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST)));
    }
}
