package dev.surety.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the local API as one of its clients would: over HTTP, with a token of its own. */
final class ApiCaller {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;

    ApiCaller(URI base) {
        this.base = base;
    }

    record Response(int status, JsonNode body) {
        String text(String name) {
            return body.path(name).asString("");
        }
    }

    String token(String client) {
        return token(client, "");
    }

    /** A participant's own token, as the back end gets it. */
    String tokenOf(String client, String participant) {
        return token(client, "&participant=" + participant);
    }

    private String token(String client, String more) {
        String basic = Base64.getEncoder()
                .encodeToString((client + ":" + client + "-secret").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials" + more))
                .timeout(PATIENCE)
                .build();
        return send(request).text("access_token");
    }

    Response get(String token, String path) {
        return send(request(token, path).GET().build());
    }

    Response send(String method, String token, String path, String body, String key) {
        return send(request(token, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    /** Uploads a file to a link, which needs no token. */
    int put(String url, byte[] bytes) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(url))
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("The local store of files does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a file was uploaded.", e);
        }
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE);
    }

    private Response send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Response(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException("The local API does not answer " + request.uri().getPath() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the local API was asked.", e);
        }
    }
}
