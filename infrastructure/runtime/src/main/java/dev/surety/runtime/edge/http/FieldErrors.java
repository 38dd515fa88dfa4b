package dev.surety.runtime.edge.http;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with a request, each place once: what is found of it first is why it is wrong, and what follows from
 * that (a list that is none has no members either) is not said beside it.
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
