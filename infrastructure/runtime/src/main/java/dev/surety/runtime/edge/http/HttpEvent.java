package dev.surety.runtime.edge.http;

import dev.surety.runtime.json.LambdaEvents;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The part we read of the event that the HTTP API hands to a function (payload format 2.0). */
// Lives for one call and is never compared or passed on, so its bytes need no copy.
@SuppressWarnings("ArrayRecordComponent")
record HttpEvent(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        JsonNode claims,
        byte[] body,
        String requestId) {

    static HttpEvent read(InputStream stream) {
        JsonNode event = LambdaEvents.read(stream);
        JsonNode context = event.path("requestContext");
        String body = event.path("body").asString("");
        boolean encoded = event.path("isBase64Encoded").asBoolean(false);
        return new HttpEvent(
                context.path("http").path("method").asString(""),
                event.path("rawPath").asString(""),
                words(event.path("queryStringParameters"), false),
                headers(event),
                context.path("authorizer").path("jwt").path("claims"),
                encoded ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8),
                context.path("requestId").asString(""));
    }

    /** The HTTP API hands cookies over apart from the other headers. */
    private static Map<String, String> headers(JsonNode event) {
        Map<String, String> headers = words(event.path("headers"), true);
        List<String> cookies = new ArrayList<>();
        event.path("cookies").forEach(cookie -> cookies.add(cookie.asString("")));
        if (!cookies.isEmpty()) {
            headers.put("cookie", String.join("; ", cookies));
        }
        return headers;
    }

    private static Map<String, String> words(JsonNode object, boolean lowerCase) {
        Map<String, String> words = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = lowerCase ? member.getKey().toLowerCase(Locale.ROOT) : member.getKey();
            words.put(name, member.getValue().asString(""));
        }
        return words;
    }
}
