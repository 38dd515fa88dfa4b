package dev.surety.runtime.edge.http;

import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Reason;
import dev.surety.model.refusal.Refusal;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.json.Json;
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
        if (!refusal.requirements().isEmpty()) {
            problem.set("requirements", Json.tree(refusal.requirements().stream().map(Problem::shown).toList()));
        }
        return problem.put("requestId", requestId);
    }

    /** A refusal may reach a participant, who must not learn that its name was found on a list. */
    private static OpenRequirement shown(OpenRequirement open) {
        return open.code().equals(Standing.SCREENING_REVIEW)
                ? new OpenRequirement(
                        Standing.UNDER_REVIEW, open.awaiting(), open.status(), open.deadline(), open.restricts())
                : open;
    }

    /** For our own faults: the caller learns that one happened, and the id under which we find it. */
    static ObjectNode internal(String requestId) {
        String title = "Something that must not happen has happened here; it has been reported.";
        return of("internal", title, 500, title).put("requestId", requestId);
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
