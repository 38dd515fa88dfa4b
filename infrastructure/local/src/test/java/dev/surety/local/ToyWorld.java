package dev.surety.local;

import dev.surety.local.http.Front;
import dev.surety.local.toys.Notes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/** The toy template, running, with what tests ask of it. */
final class ToyWorld implements AutoCloseable {
    static final Path TEMPLATE = Path.of(System.getProperty("surety.root", "../.."))
            .toAbsolutePath()
            .resolve("infrastructure/local/src/test/resources/toys/template.yaml");

    private final World world;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    ToyWorld(Path folder, boolean inMemory) {
        this.folder = folder;
        try {
            world = World.start(new WorldPlan(
                    folder,
                    TEMPLATE,
                    folder,
                    inMemory,
                    "127.0.0.1",
                    0,
                    Duration.ofMillis(400),
                    Map.of("NotesFolder", folder.toString(), "AllowedOrigins", "https://shop.example")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Front.Unusable e) {
            throw new IllegalStateException(e);
        }
    }

    World world() {
        return world;
    }

    List<String> notes(String name) {
        return Notes.read(folder, name);
    }

    void put(String pk, int sk) {
        put(world, pk, sk);
    }

    static void put(World world, String pk, int sk) {
        world.dynamo()
                .putItem(p -> p.tableName("Things")
                        .item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromN("" + sk))));
    }

    void send(String body) {
        world.queues()
                .client()
                .sendMessage(m -> m.queueUrl(world.queues().url("Jobs")).messageBody(body));
    }

    URI at(String path) {
        return URI.create(world.base() + path);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        return send(headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    HttpResponse<String> tokenRequest(String form, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at("/oauth2/token")).POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!List.of(headers).contains("content-type")) {
            request.header("content-type", "application/x-www-form-urlencoded");
        }
        return send(request.build());
    }

    String token(String client, String more) {
        HttpResponse<String> answer = tokenRequest("grant_type=client_credentials&client_id=" + client
                + "&client_secret=" + client + "-secret" + more);
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come to pass: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        http.close();
        world.close();
    }
}
