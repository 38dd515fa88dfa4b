package dev.surety.runtime.edge.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An answer as the client gets it, but for what every answer has. */
record Rendered(int status, String body, Map<String, String> headers, Optional<String> cookie) {
    Rendered(int status, String body, Map<String, String> headers) {
        this(status, body, headers, Optional.empty());
    }

    static Rendered of(int status, String contentType, String body) {
        return new Rendered(status, body, Map.of("Content-Type", contentType));
    }

    Rendered with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new Rendered(status, body, all, cookie);
    }

    Rendered withCookie(String kept) {
        return new Rendered(status, body, headers, Optional.of(kept));
    }

    APIGatewayV2HTTPResponse of(String requestId) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Request-Id", requestId);
        all.putIfAbsent("Cache-Control", "no-store");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withCookies(cookie.map(List::of).orElse(null))
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }
}
