package dev.surety.onboarding.http.page;

import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The errors of a form, as the person reads them.
 *
 * @param ofFields by the field's name
 * @param others those of no field that the form shows
 */
record Problems(Map<String, String> ofFields, List<String> others) {
    static final Problems NONE = new Problems(Map.of(), List.of());

    boolean isEmpty() {
        return ofFields.isEmpty() && others.isEmpty();
    }

    Optional<String> of(String field) {
        return Optional.ofNullable(ofFields.get(field));
    }

    static Problems general(String text) {
        return new Problems(Map.of(), List.of(text));
    }

    /** Fields that were left empty. */
    static Problems missing(List<String> fields, Words words) {
        Map<String, String> of = new LinkedHashMap<>();
        fields.forEach(field -> of.put(field, text(field, "missing", Optional.empty(), words)));
        return new Problems(of, List.of());
    }

    /**
     * A command's refusal: the last word of a pointer is the field's name. A reason that the page has no text for is
     * told in general words; nothing of the request is repeated.
     *
     * @param shown the names of the fields that the form has
     */
    static Problems of(Refusal refusal, Set<String> shown, Words words) {
        Map<String, String> ofFields = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (FieldError error : refusal.errors()) {
            String field = error.pointer().substring(error.pointer().lastIndexOf('/') + 1);
            if (shown.contains(field)) {
                ofFields.putIfAbsent(field, text(field, error.reason(), error.bound(), words));
            }
        }
        if (ofFields.isEmpty()) {
            String key = "refusal." + refusal.reason().code();
            others.add(words.get(words.has(key) ? key : "refusal.other"));
        }
        return new Problems(ofFields, others);
    }

    private static String text(
            String field, String reason, Optional<FieldError.Bound> bound, Words words) {
        String own = "error." + field + "." + reason;
        if (bound.isPresent() && !words.has(own)) {
            return words.get("error.too_long", bound.get().max());
        }
        String common = "error." + reason;
        return words.get(words.has(own) ? own : words.has(common) ? common : "error.format");
    }
}
