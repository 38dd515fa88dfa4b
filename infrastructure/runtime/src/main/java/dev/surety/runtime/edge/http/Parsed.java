package dev.surety.runtime.edge.http;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.util.List;

/** A request's content as a command, or the errors of its form. */
public sealed interface Parsed<C> {
    record Ok<C>(C command) implements Parsed<C> {}

    record Bad<C>(Refusal refusal) implements Parsed<C> {}

    static <C> Parsed<C> bad(String pointer, String reason) {
        return new Bad<>(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError(pointer, reason))));
    }
}
