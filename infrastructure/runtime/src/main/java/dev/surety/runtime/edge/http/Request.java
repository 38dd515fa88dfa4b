package dev.surety.runtime.edge.http;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request as a route sees it: matched, its caller known, its body read.
 *
 * @param path the concrete path, part of the scope of an idempotency key
 * @param parameters the values in the path, by the names in the route's template
 * @param headers by lower-case name
 * @param body absent where the client sent none
 */
public record Request(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<JsonNode> body,
        Caller caller,
        String idempotencyKey,
        String requestId) {
    static final String DRY_RUN = "dryRun";

    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route's template does not name " + name);
        }
        return value;
    }

    public Fields fields() {
        return Fields.of(body);
    }

    /** Like {@link #fields}, where leaving the body out means an empty object. */
    public Fields optionalFields() {
        return Fields.ofOptional(body);
    }

    /** For routes that read nothing but the path: any query parameter is unknown. */
    public Parsed<Request> plain() {
        return queryFields().build(() -> this);
    }

    /**
     * Whether the caller only asks for a preview. Such a request has no key: {@link RequestKeys} gives it none, so
     * nothing can be appended for it.
     */
    public boolean isDryRun() {
        return "true".equals(query.get(DRY_RUN));
    }

    public QueryFields queryFields() {
        return new QueryFields(query);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body in canonical form, over which the request's fingerprint is made. An empty object counts as no body. */
    public String canonicalBody() {
        return body.filter(of -> !of.isObject() || !of.isEmpty()).map(Json::canonical).orElse("");
    }
}
