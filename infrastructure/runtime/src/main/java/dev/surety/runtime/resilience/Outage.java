package dev.surety.runtime.resilience;

/** Something we stand on did not answer. Nothing is decided and nothing lost: whoever asked may ask again. */
public final class Outage extends RuntimeException {
    public Outage(String message) {
        super(message);
    }

    public Outage(String message, Throwable cause) {
        super(message, cause);
    }
}
