package dev.surety.model.refusal;

import java.util.Optional;

/**
 * One bad field: its place and the reason. The place is an RFC 6901 pointer into the body, or a parameter's name.
 *
 * @param bound the limit and the value asked for, if the reason is a limit
 */
public record FieldError(String pointer, String reason, Optional<Bound> bound) {
    public record Bound(long max, long was) {}

    public FieldError(String pointer, String reason) {
        this(pointer, reason, Optional.empty());
    }
}
