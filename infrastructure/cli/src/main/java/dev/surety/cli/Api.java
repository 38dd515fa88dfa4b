package dev.surety.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks to Surety's API. A change is sent again with its own key when its answer is lost, so it is made once. If no
 * answer comes at all, the command ends with the key, under which the same command may be given again.
 */
final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(35);
    private static final int TRIES = 4;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Session session;

    Api(Session session) {
        this.session = session;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Asks the token endpoint for a token of the client. */
    static Session login(URI tokens, String url, String client, String secret, Instant now) {
        String basic = Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(tokens)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(ANSWER)
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            JsonNode body = read(answer.body());
            if (answer.statusCode() != 200) {
                throw Failure.refused("The token endpoint refused the client %s: %s (%d)"
                        .formatted(client, body.path("error").asString("no reason given"), answer.statusCode()));
            }
            return new Session(
                    url,
                    client,
                    body.path("access_token").asString(""),
                    now.plusSeconds(body.path("expires_in").asLong(0)));
        } catch (IOException e) {
            throw Failure.unreachable("The token endpoint " + tokens + " does not answer.");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    JsonNode get(String path) {
        return asJson(ask(path));
    }

    /** The lines of a text, such as a plan's file. */
    List<String> lines(String path) {
        return ask(path).body().lines().toList();
    }

    /** Every element of a list, over all its pages. */
    List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            String with = path + (path.contains("?") ? "&" : "?") + "limit=100"
                    + cursor.map(of -> "&cursor=" + encoded(of)).orElse("");
            JsonNode page = get(with);
            page.path("data").forEach(all::add);
            cursor = page.path("nextCursor").asStringOpt();
        } while (cursor.isPresent());
        return all;
    }

    /** @param key of the change; the same key and body are the same change */
    JsonNode post(String path, ObjectNode body, String key) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        boolean wasSent = false;
        for (int tries = 0; tries < TRIES; tries++) {
            pause(tries);
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return asJson(judged(answer));
                }
                wasSent = true;
            } catch (ConnectException | HttpConnectTimeoutException e) {
                // Nothing was sent this time.
            } catch (IOException e) {
                wasSent = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unknown(key);
            }
        }
        throw wasSent ? unknown(key) : unreachable();
    }

    private HttpResponse<String> ask(String path) {
        HttpRequest request = request(path).GET().build();
        for (int tries = 0; tries < TRIES; tries++) {
            pause(tries);
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return judged(answer);
                }
            } catch (IOException e) {
                // A question changes nothing, so it is asked again.
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
        throw unreachable();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(session.url() + path))
                .header("Authorization", "Bearer " + session.token())
                .timeout(ANSWER);
    }

    private static HttpResponse<String> judged(HttpResponse<String> answer) {
        if (answer.statusCode() < 400) {
            return answer;
        }
        JsonNode problem = read(answer.body());
        var sentence = new StringBuilder("%s: %s".formatted(
                problem.path("reason").asString(Integer.toString(answer.statusCode())),
                problem.path("detail").asString(problem.path("title").asString(problem.path("message").asString("")))));
        for (JsonNode error : problem.path("errors")) {
            sentence.append("%n  %s %s".formatted(
                    error.path("pointer").asString(""), error.path("reason").asString("")));
            JsonNode bound = error.path("bound");
            if (bound.isObject()) {
                sentence.append(" (at most %s, was %s)".formatted(bound.path("max"), bound.path("was")));
            }
        }
        throw Failure.refused(sentence.toString());
    }

    private static JsonNode asJson(HttpResponse<String> answer) {
        return read(answer.body());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** An address that the API answered; the local runtime's has no host. */
    URI resolved(String url) {
        return URI.create(session.url() + "/").resolve(url);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Failure unreachable() {
        return Failure.unreachable("Surety at " + session.url() + " does not answer. Nothing was changed.");
    }

    private static Failure unknown(String key) {
        return Failure.unknown(
                "The answer was lost, so the outcome is unknown. Give the same command with --key %s to learn it."
                        .formatted(key));
    }

    private static Failure interrupted() {
        Thread.currentThread().interrupt();
        return Failure.unreachable("Interrupted.");
    }

    private static void pause(int tries) {
        if (tries > 0) {
            try {
                Thread.sleep(Duration.ofMillis(100L << tries));
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }
}
