package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.template.FunctionSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the local world says that it is ready, and what becomes of a function that is out of time. */
class ReadyTest {
    @TempDir
    private Path folder;

    private static int status(HttpClient http, URI at) throws Exception {
        return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString()).statusCode();
    }

    @Test
    void healthIsTheLastThingThatAnswers() throws Exception {
        var plan = new WorldPlan(
                folder,
                ToyWorld.TEMPLATE,
                folder,
                true,
                "127.0.0.1",
                0,
                Duration.ofSeconds(5),
                Map.of("NotesFolder", folder.toString(), "AllowedOrigins", "https://shop.example"));
        try (World world = World.begin(plan);
                HttpClient http = HttpClient.newHttpClient()) {
            assertEquals(503, status(http, world.base().resolve("/health")), "the world is being furnished");
            assertEquals(401, status(http, world.base().resolve("/things/1")), "by way of its own API");
            world.welcome();
            assertEquals(201, status(http, world.base().resolve("/health")));
        }
    }

    /** Interrupting a thread inside the embedded store leaves the store broken for others. */
    @Test
    void aFunctionThatIsOutOfTimeIsLeftAloneAndNotInterrupted() throws Exception {
        var interrupted = new AtomicBoolean();
        var goOn = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var spec = new FunctionSpec("Slow", "x.Slow", Duration.ofMillis(100), 128, Map.of(), List.of());
        var door = new Door(spec, (_, _, _) -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            ended.countDown();
        });
        assertThrows(Door.TimedOut.class, () -> door.invoke(new byte[0]));
        assertEquals(1, door.inFlight());
        goOn.countDown();
        assertTrue(ended.await(5, TimeUnit.SECONDS));
        assertFalse(interrupted.get());
    }
}
