package dev.surety.model.refusal;

import dev.surety.model.standing.Standing.OpenRequirement;
import java.util.List;
import java.util.Optional;

/**
 * A refused command, with its reason; nothing has changed. It is a value, not an exception: rules return it, and doors
 * render it.
 *
 * @param requirements those that a participant has to meet before the command can succeed
 */
public record Refusal(
        Reason reason, String detail, List<FieldError> errors, List<OpenRequirement> requirements) {
    public Refusal {
        errors = List.copyOf(errors);
        requirements = List.copyOf(requirements);
    }

    public Refusal(Reason reason, String detail, List<FieldError> errors) {
        this(reason, detail, errors, List.of());
    }

    public Refusal naming(List<OpenRequirement> open) {
        return new Refusal(reason, detail, errors, open);
    }

    public static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, List.of());
    }

    /** A refusal because of a limit: its field, if any, its rule, the maximum and the value asked for. */
    public static Refusal bounded(Reason reason, String detail, String pointer, String rule, long max, long was) {
        var bound = new FieldError.Bound(max, was);
        return new Refusal(reason, detail, List.of(new FieldError(pointer, rule, Optional.of(bound))));
    }

    public static Refusal of(Reason reason, List<FieldError> errors) {
        return new Refusal(reason, reason.title(), errors);
    }
}
