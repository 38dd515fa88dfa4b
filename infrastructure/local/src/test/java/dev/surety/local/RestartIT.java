package dev.surety.local;

import static dev.surety.local.ToyWorld.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.stream.Tables;
import dev.surety.local.template.Template;
import dev.surety.local.toys.Notes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/** A restart loses nothing and repeats nothing that was stored; a kill loses nothing. */
class RestartIT {
    @TempDir
    Path folder;

    private List<String> notes(String name) {
        return Notes.read(folder, name);
    }

    private static HttpResponse<String> post(HttpClient http, URI uri, String... headers) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void aCleanRestartGoesOnWhereItWas() {
        try (ToyWorld toys = new ToyWorld(folder, false)) {
            IntStream.rangeClosed(1, 5).forEach(i -> toys.put("a", i));
            eventually("five", () -> toys.notes("stream").size() == 5);
            eventually("quiet", () -> toys.world().quiet());
        }
        try (ToyWorld toys = new ToyWorld(folder, false)) {
            toys.put("a", 6);
            eventually("the sixth", () -> toys.notes("stream").contains("INSERT a 6"));
            assertEquals(6, toys.notes("stream").size(), "nothing came twice");
        }
    }

    @Test
    void whatTheStreamHasForgottenIsTakenUpFromTheTable() throws IOException {
        try (ToyWorld toys = new ToyWorld(folder, false)) {
            toys.put("a", 1);
            eventually("one", () -> toys.notes("stream").size() == 1);
        }
        Path position = folder.resolve("positions/StreamReader.json");
        Files.writeString(position, Files.readString(position).replaceAll("shardId-[^\"]*", "shardId-long-gone"));
        try (ToyWorld toys = new ToyWorld(folder, false)) {
            eventually("again", () -> toys.notes("stream").size() >= 2);
            assertEquals(new TreeSet<>(List.of("INSERT a 1")), new TreeSet<>(toys.notes("stream")));
        }
    }

    /**
     * Killed while messages lie in the queue, one is in a reader's hands and stream records are on their way to the
     * queue by the bus: after the restart every one of them has been taken.
     */
    @Test
    void aKillLosesNeitherMessagesNorStreamRecords() throws Exception {
        Path root = ChildWorld.project(folder);
        ChildWorld first = new ChildWorld(root, Map.of());
        URI base = first.base();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String health = http.send(HttpRequest.newBuilder(base.resolve("/health")).build(), BodyHandlers.ofString())
                    .body();
            String queue = JsonMapper.shared()
                    .readTree(health)
                    .path("settings")
                    .path("JOBS_QUEUE")
                    .asString();
            for (int i = 1; i <= 12; i++) {
                String body = "Action=SendMessage&MessageBody=sleep-" + i;
                HttpResponse<String> sent = post(
                        http, URI.create(queue + "?" + body), "content-type", "application/x-www-form-urlencoded");
                assertEquals(200, sent.statusCode());
            }
        }
        eventually("one in hand", () -> notes("queue").stream().anyMatch(n -> n.startsWith("begins")));
        first.kill();
        assertTrue(notes("queue").stream().filter(n -> n.startsWith("takes")).count() < 12, "killed in the middle");

        ChildWorld second = new ChildWorld(root, Map.of());
        second.base();
        eventually("all twelve", () -> IntStream.rangeClosed(1, 12).allMatch(i -> notes("queue").stream()
                .anyMatch(n -> n.startsWith("takes sleep-" + i + " "))));
        assertEquals(143, second.terminate());
    }

    @Test
    void whatWasWrittenBeforeAKillReachesItsReadersAfterIt() throws Exception {
        Path root = ChildWorld.project(folder);
        ChildWorld writer = new ChildWorld(root, Map.of());
        writer.base();
        writer.kill();
        // The table is written while nobody reads its stream, as if the kill had come right after the writes.
        try (var tables = Tables.open(
                Optional.of(root.resolve(".surety/tables.db")),
                Template.read(root.resolve("template.yaml"), Map.of("TokenIssuer", "x")))) {
            IntStream.rangeClosed(1, 25).forEach(i -> tables.dynamo()
                    .putItem(p -> p.tableName("Things")
                            .item(Map.of(
                                    "pk",
                                    AttributeValue.fromS("moved-" + i),
                                    "sk",
                                    AttributeValue.fromN("1")))));
        }
        ChildWorld reader = new ChildWorld(root, Map.of());
        reader.base();
        eventually("some on the bus", () -> notes("stream").size() > 3);
        reader.kill();
        ChildWorld again = new ChildWorld(root, Map.of());
        again.base();
        eventually("all by stream and bus", () -> IntStream.rangeClosed(1, 25).allMatch(i ->
                notes("stream").contains("INSERT moved-" + i + " 1")
                        && notes("queue").stream().anyMatch(n -> n.contains("\"pk\":\"moved-" + i + "\""))));
        assertEquals(143, again.terminate());
    }

    @Test
    void whatItCannotStartOnItSaysInOneSentence() throws Exception {
        Path root = ChildWorld.project(folder);
        ChildWorld running = new ChildWorld(root, Map.of());
        int port = running.base().getPort();
        String second = new ChildWorld(root, Map.of()).end();
        assertTrue(second.matches("2 Another Surety is running on the folder .*; stop it first\\."), second);
        String taken =
                new ChildWorld(root, Map.of("PORT", "" + port, "DATA_DIR", folder + "/elsewhere")).end();
        assertTrue(taken.matches("2 The port .* is taken.*set PORT to a free one\\."), taken);
        String unwritable = new ChildWorld(root, Map.of("DATA_DIR", "/proc/nowhere")).end();
        assertTrue(unwritable.matches("2 The folder /proc/nowhere cannot be written: .*\\."), unwritable);
        String unknown = new ChildWorld(root, Map.of(), "--dmeo").end();
        assertEquals("2 Unknown argument --dmeo; there are --demo, --exit, --memory, --bare.", unknown);
        assertEquals(143, running.terminate());
        String over = new ChildWorld(root, Map.of(), "--exit", "--memory").end();
        assertTrue(over.startsWith("0 Surety answers at "), over);
    }

    /** Toys have no marketplace to play a sale in. */
    @Test
    void aDemoThatFailsEndsNothingThatServes() throws Exception {
        Path root = ChildWorld.project(folder);
        String over = new ChildWorld(root, Map.of(), "--demo", "--exit").end();
        assertTrue(over.startsWith("1 ") && over.contains("Surety answers at "), over);
        ChildWorld serving = new ChildWorld(root, Map.of(), "--demo");
        serving.base();
        Thread.sleep(Duration.ofSeconds(2));
        assertEquals(143, serving.terminate());
    }
}
