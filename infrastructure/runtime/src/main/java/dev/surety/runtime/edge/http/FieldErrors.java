package dev.surety.runtime.edge.http;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is wrong with a request, each place once: what is found of it first is why it is wrong, and what follows from
 * that (a list that is none has no members either) is not said beside it.
 */
final class FieldErrors {
    private final Map<String, String> reasons = new LinkedHashMap<>();

    void add(String pointer, String reason) {
        reasons.putIfAbsent(pointer, reason);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    Refusal refusal() {
        return Refusal.of(
                CommonReason.MALFORMED,
                reasons.entrySet().stream()
                        .map(each -> new FieldError(each.getKey(), each.getValue()))
                        .toList());
    }
}
