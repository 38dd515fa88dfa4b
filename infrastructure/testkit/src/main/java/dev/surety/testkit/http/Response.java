package dev.surety.testkit.http;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An answer of an HTTP door.
 *
 * @param body of an answer that is JSON; a missing node of any other
 */
public record Response(int status, JsonNode body, String bytes, Map<String, String> headers) {
    public String text(String name) {
        return body.path(name).asString("");
    }

    /** Why it was refused. */
    public String reason() {
        return text("reason");
    }

    public boolean isReplay() {
        return headers.containsKey("Idempotency-Replayed");
    }

    /** The first wrong field; {@code none} if there is none. */
    public String pointer() {
        return pointers().stream().findFirst().orElse("none");
    }

    public String fieldReason() {
        return reasons().stream().findFirst().orElse("none");
    }

    public List<String> pointers() {
        return ofErrors("pointer");
    }

    public List<String> reasons() {
        return ofErrors("reason");
    }

    private List<String> ofErrors(String name) {
        return body.path("errors").valueStream().map(error -> error.path(name).asString("")).toList();
    }
}
