package dev.surety.runtime.edge.http;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The errors of a request, one for each place. The first error found there is the cause. Errors that follow from it (a
 * value that is no list has no members either) are not added.
 */
final class FieldErrors {
    private final Map<String, FieldError> errors = new LinkedHashMap<>();

    void add(String pointer, String reason) {
        errors.putIfAbsent(pointer, new FieldError(pointer, reason));
    }

    /** There is more than there may be. */
    void add(String pointer, FieldError.Bound bound) {
        errors.putIfAbsent(pointer, new FieldError(pointer, "bound", Optional.of(bound)));
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    Refusal refusal() {
        return Refusal.of(CommonReason.MALFORMED, List.copyOf(errors.values()));
    }
}
