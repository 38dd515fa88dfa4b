package dev.surety.runtime.edge.http;

import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Reason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A refusal as RFC 9457 has it. Its texts come from our own lists, never from an exception. */
final class Problem {
    private Problem() {}

    static ObjectNode of(Refusal refusal, String requestId) {
        Reason reason = refusal.reason();
        ObjectNode problem = of(reason.code(), reason.title(), reason.status(), refusal.detail());
        if (!refusal.errors().isEmpty()) {
            var errors = problem.putArray("errors");
            for (FieldError error : refusal.errors()) {
                ObjectNode said = errors.addObject().put("pointer", error.pointer()).put("reason", error.reason());
                error.bound().ifPresent(bound ->
                        said.putObject("bound").put("max", bound.max()).put("was", bound.was()));
            }
        }
        return problem.put("requestId", requestId);
    }

    /** For our own faults: the caller learns that one happened, and the id under which we find it. */
    static ObjectNode internal(String requestId) {
        String title = "Something that must not happen has happened here; it has been reported.";
        return of("internal", title, 500, title).put("requestId", requestId);
    }

    /**
     * The same for people. It gives the reason of each field's error and not the place: a name may be the request's
     * own.
     */
    static String page(ObjectNode problem) {
        Set<String> why = new LinkedHashSet<>();
        why.add(problem.path("reason").asString(""));
        problem.path("errors").forEach(error -> why.add(error.path("reason").asString("")));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>This did not work</title>
                </head>
                <body>
                <main>
                <h1>This did not work</h1>
                <p>%s</p>
                <p>Reason: %s. Request: %s.</p>
                </main>
                </body>
                </html>
                """
                .formatted(
                        problem.path("title").asString(""),
                        String.join(", ", why),
                        problem.path("requestId").asString(""));
    }

    private static ObjectNode of(String code, String title, int status, String detail) {
        return Json.object()
                .put("type", "urn:surety:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("reason", code);
    }
}
