package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start command as a newcomer meets it: the demo has been played, and has moved nothing of theirs. */
class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void theDemoMovesItsOwnMarketplacesClockAlone() throws Exception {
        ChildWorld world = ChildWorld.real(folder, "--demo");
        URI base = world.base();
        var api = new ApiCaller(base);
        assertEquals(200, api.get("", "/health").status());
        assertTrue(Files.exists(folder.resolve("demo-played")), "the demo came to its end");
        for (String newcomers : new String[] {"demo", "other"}) {
            Duration off = ahead(api, newcomers).abs();
            assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, newcomers + " is off by " + off);
        }
        assertTrue(ahead(api, "showcase").toDays() >= 13);
        assertEquals(143, world.terminate());
    }

    private static Duration ahead(ApiCaller api, String marketplace) {
        var clock = api.get(api.token(marketplace + "-operator"), "/v1/sandbox/clock");
        assertEquals("ready", clock.text("status"));
        return Duration.between(Instant.now(), Instant.parse(clock.text("now")));
    }
}
