package dev.surety.model.refusal;

import java.util.List;

/** A no, with a reason, that changed nothing. A value, not an exception: rules return it, doors render it. */
public record Refusal(Reason reason, String detail, List<FieldError> errors) {
    public Refusal {
        errors = List.copyOf(errors);
    }

    public static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, List.of());
    }

    public static Refusal of(Reason reason, List<FieldError> errors) {
        return new Refusal(reason, reason.title(), errors);
    }
}
