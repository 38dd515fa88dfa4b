package dev.surety.escrow.domain.payment;

import java.time.Duration;
import java.time.Instant;

/** When a gateway is asked again, and how long the payer and other clocks are given. */
public final class RetrySchedule {
    /**
     * The timer fires deadlines that take something from a party this much later than commands are judged: clocks
     * differ.
     */
    public static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** How long the payer has at a gateway's page. */
    public static final Duration ACTION_WINDOW = Duration.ofMinutes(30);

    public static final Duration FIRST_ASK = Duration.ofMinutes(2);
    private static final Duration BEGUN = Duration.ofMinutes(6);
    private static final int MOST_DOUBLINGS = 9;

    /** So many questions in vain take a month. */
    private static final int PATIENCE = 50;

    private static final int MOST_MORE = 9;

    private RetrySchedule() {}

    /** The first look after an intent: by then its writer has surely ended. */
    public static Instant begun(Instant now) {
        return now.plus(BEGUN);
    }

    /**
     * The next question after this many without an answer: after two minutes, then at growing intervals up to 17 hours.
     * After a month they grow further, so that no silence fills a chain.
     */
    public static Instant asked(Instant now, int inVain) {
        int doublings = Math.min(Math.max(inVain - 1, 0), MOST_DOUBLINGS);
        int more = Math.min(Math.max(inVain - PATIENCE, 0), MOST_MORE);
        return now.plus(FIRST_ASK.multipliedBy(1L << (doublings + more)));
    }
}
