package dev.surety.model.refusal;

import java.util.Optional;

/**
 * One bad field: where it is (RFC 6901 pointer into the body, or the name of a parameter) and why it is bad.
 *
 * @param bound how much there may be and how much there was, where that is why
 */
public record FieldError(String pointer, String reason, Optional<Bound> bound) {
    public record Bound(long max, long was) {}

    public FieldError(String pointer, String reason) {
        this(pointer, reason, Optional.empty());
    }
}
