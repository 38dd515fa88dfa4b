package dev.surety.testkit.http;

import dev.surety.runtime.json.Json;
import dev.surety.testkit.tokens.TokenMint;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The bytes that the HTTP API hands to a function (payload format 2.0), for a request and verified claims. */
public final class HttpEvents {
    private HttpEvents() {}

    /** {@code path} may carry a query; an empty key, body or map leaves its part out. */
    public static byte[] of(
            String method,
            String path,
            String body,
            String key,
            Map<String, String> claims,
            Map<String, String> moreHeaders) {
        ObjectNode event = Json.object().put("version", "2.0");
        int mark = path.indexOf('?');
        String plain = mark < 0 ? path : path.substring(0, mark);
        event.put("rawPath", plain);
        ObjectNode headers = event.putObject("headers").put("content-type", "application/json");
        moreHeaders.forEach(headers::put);
        if (!key.isEmpty()) {
            headers.put("idempotency-key", key);
        }
        if (mark >= 0) {
            query(event.putObject("queryStringParameters"), path.substring(mark + 1));
        }
        ObjectNode context = event.putObject("requestContext").put("requestId", "req-1");
        context.putObject("http").put("method", method).put("path", plain);
        if (!claims.isEmpty()) {
            ObjectNode passedOn = context.putObject("authorizer").putObject("jwt").putObject("claims");
            passedOn.put("iat", "0").put("exp", "900");
            claims.forEach(passedOn::put);
        }
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        return Json.text(event).getBytes(StandardCharsets.UTF_8);
    }

    /** The same for a caller with a token of this mint: where there are claims, there is the token that has them. */
    public static byte[] of(
            String method,
            String path,
            String body,
            String key,
            Map<String, String> claims,
            Map<String, String> moreHeaders,
            TokenMint mint) {
        if (claims.isEmpty()) {
            return of(method, path, body, key, claims, moreHeaders);
        }
        Map<String, String> headers = new HashMap<>(moreHeaders);
        headers.putIfAbsent("authorization", mint.authorization(claims));
        return of(method, path, body, key, mint.passedOn(claims), headers);
    }

    /** Claims that are written as a JSON object of texts; empty text has none. */
    public static Map<String, String> claims(String json) {
        Map<String, String> claims = new HashMap<>();
        if (!json.isEmpty()) {
            Json.object(json).properties().forEach(claim -> claims.put(claim.getKey(), claim.getValue().stringValue()));
        }
        return claims;
    }

    private static void query(ObjectNode into, String query) {
        for (String pair : query.split("&", -1)) {
            String[] halves = pair.split("=", 2);
            into.put(halves[0], halves.length == 1 ? "" : halves[1]);
        }
    }
}
