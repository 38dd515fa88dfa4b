package dev.surety.model.refusal;

import java.util.List;
import java.util.Optional;

/** A no, with a reason, that changed nothing. A value, not an exception: rules return it, doors render it. */
public record Refusal(Reason reason, String detail, List<FieldError> errors) {
    public Refusal {
        errors = List.copyOf(errors);
    }

    public static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, List.of());
    }

    /** A limit was met: in which field, if any, by which rule, how much it allows and how much was asked. */
    public static Refusal bounded(Reason reason, String detail, String pointer, String rule, long max, long was) {
        var bound = new FieldError.Bound(max, was);
        return new Refusal(reason, detail, List.of(new FieldError(pointer, rule, Optional.of(bound))));
    }

    public static Refusal of(Reason reason, List<FieldError> errors) {
        return new Refusal(reason, reason.title(), errors);
    }
}
