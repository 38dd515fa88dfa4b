package dev.surety.testkit.doors;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.HttpEvents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A function's doors as they are deployed: its settings, bytes in, bytes out. Closing it takes the settings back. */
public final class DoorHarness implements AutoCloseable {
    private final Set<String> set = new TreeSet<>();

    /**
     * @param folder for the file of secrets, of which {@code cursor} is the only one
     * @param application the function's wiring
     */
    public DoorHarness(Path folder, Class<?> application) throws IOException {
        Path secrets = folder.resolve("secrets.json");
        Files.writeString(secrets, "{\"cursor\":{\"current\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ=\"}}");
        property("MAIN_CLASS", application.getName());
        set("SECRETS_FILE", secrets.toString());
    }

    public DoorHarness set(String setting, String value) {
        property("surety.env." + setting, value);
        return this;
    }

    private void property(String name, String value) {
        set.add(name);
        System.setProperty(name, value);
    }

    public static JsonNode call(RequestStreamHandler door, String event) throws IOException {
        return call(door, event.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode call(RequestStreamHandler door, byte[] event) throws IOException {
        var out = new ByteArrayOutputStream();
        door.handleRequest(new ByteArrayInputStream(event), out, new QuietContext());
        return Json.object(out.toString(StandardCharsets.UTF_8));
    }

    /** A request by a member of the staff of {@code demo}. */
    public static byte[] http(String method, String path, String scope) {
        Map<String, String> claims = Map.of("marketplace", "demo", "person", "per_x", "scope", scope);
        return HttpEvents.of(method, path, "", "", claims, Map.of());
    }

    @Override
    public void close() {
        set.forEach(System::clearProperty);
    }
}
