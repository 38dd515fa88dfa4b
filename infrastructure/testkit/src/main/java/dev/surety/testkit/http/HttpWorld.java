package dev.surety.testkit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.tokens.TokenMint;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A function's HTTP door as a test calls it. */
public final class HttpWorld {
    private final Function<InputStream, APIGatewayV2HTTPResponse> door;
    private final Optional<TokenMint> mint;

    /** For routes that trust the authorizer alone. */
    public HttpWorld(Function<InputStream, APIGatewayV2HTTPResponse> door) {
        this.door = door;
        this.mint = Optional.empty();
    }

    /** For routes that verify the token once more: a call with claims has the token of this mint that says them. */
    public HttpWorld(Function<InputStream, APIGatewayV2HTTPResponse> door, TokenMint mint) {
        this.door = door;
        this.mint = Optional.of(mint);
    }

    public Response get(String path, Map<String, String> claims) {
        return call("GET", path, "", "", claims, Map.of());
    }

    /** {@code path} may carry a query; an empty body, key or map leaves its part out. */
    public Response call(
            String method,
            String path,
            String body,
            String key,
            Map<String, String> claims,
            Map<String, String> moreHeaders) {
        return send(mint.map(known -> HttpEvents.of(method, path, body, key, claims, moreHeaders, known))
                .orElseGet(() -> HttpEvents.of(method, path, body, key, claims, moreHeaders)));
    }

    public Response send(byte[] event) {
        APIGatewayV2HTTPResponse answer = door.apply(new ByteArrayInputStream(event));
        String bytes = answer.getBody();
        Map<String, String> headers = new TreeMap<>(answer.getHeaders());
        boolean isJson = headers.getOrDefault("Content-Type", "").contains("json");
        JsonNode body = isJson ? Json.object(bytes) : MissingNode.getInstance();
        return new Response(answer.getStatusCode(), body, bytes, headers);
    }

    /**
     * The answer of a call that is to be refused with a 4xx and to change nothing.
     *
     * @param everything what the call could change
     */
    public static Response refused(Supplier<?> everything, Supplier<Response> call) {
        Object before = everything.get();
        Response answer = call.get();
        if (answer.status() < 400 || answer.status() >= 500 || answer.bytes().contains("Exception")) {
            throw new AssertionError(answer.status() + " " + answer.bytes());
        }
        if (!before.equals(everything.get())) {
            throw new AssertionError("refusal-inert: " + answer.bytes());
        }
        return answer;
    }
}
