package dev.surety.runtime.resilience;

import java.time.Duration;

/**
 * Others were writing the same thing each time we tried. The caller sees an outage. But every service we use is up, and
 * the contention ends when the others are done, so we count it apart.
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
