package dev.surety.runtime.resilience;

import java.time.Duration;

/**
 * Others were writing the same thing each time we tried. To whoever asked it is as an outage; but everything we stand
 * on is up, and it is over as soon as the others are done, so it is counted by itself.
 */
public final class TooMuchContention extends Outage {
    public TooMuchContention(String message) {
        super(message);
    }

    public TooMuchContention(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String metric() {
        return "contended";
    }

    @Override
    public Duration retryAfter() {
        return Limits.CONTENDED_RETRY_AFTER;
    }
}
