package dev.surety.runtime.resilience;

import java.time.Duration;

/** A service that we depend on did not answer. Nothing is decided and nothing lost: the caller may ask again. */
public class Outage extends RuntimeException {
    public Outage(String message) {
        super(message);
    }

    public Outage(String message, Throwable cause) {
        super(message, cause);
    }

    /** The name under which an edge counts and logs it. */
    public String metric() {
        return "outage";
    }

    /** After which time asking again is worth it. */
    public Duration retryAfter() {
        return Limits.RETRY_AFTER;
    }
}
