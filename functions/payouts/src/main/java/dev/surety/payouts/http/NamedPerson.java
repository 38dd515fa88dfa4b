package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.FORBIDDEN;

import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.tokens.Caller;
import java.util.function.Function;

/** Keeps programs away from acts that need a named person. */
final class NamedPerson {
    private NamedPerson() {}

    /** @param rule the sentence that a program is refused with */
    static Response only(Request request, String rule, Function<String, Response> does) {
        return request.caller().kind() == Caller.Kind.STAFF
                ? does.apply(request.caller().id())
                : Response.refuse(FORBIDDEN.with(rule));
    }
}
