package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.runtime.json.Json;
import dev.surety.testkit.doors.QuietContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import tools.jackson.databind.JsonNode;

/** The doors as they are deployed: bytes in, bytes out, each with its own settings and no sibling's. */
class OpeningTheDoorsTest {
    @TempDir
    private Path folder;

    private final Map<String, String> set = new TreeMap<>();

    @AfterEach
    void forget() {
        set.keySet().forEach(System::clearProperty);
    }

    private void set(String name, String value) {
        set.put(name, value);
        System.setProperty(name, value);
    }

    private void deploy(String door) throws IOException {
        Path secrets = folder.resolve("secrets.json");
        Files.writeString(secrets, "{\"cursor\":{\"current\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQ=\"}}");
        set("MAIN_CLASS", "dev.surety.events.EventsApplication");
        set("surety.env.DOOR", door);
        set("surety.env.EVENTS_TABLE", "events");
        set("surety.env.WORKLIST_TABLE", "worklist");
        set("surety.env.JOURNAL_TABLE", "journal");
        set("surety.env.VAULT_TABLE", "vault");
        set("surety.env.VAULT_KEYS_TABLE", "vault-keys");
        set("surety.env.SECRETS_FILE", secrets.toString());
    }

    private static JsonNode call(FunctionInvoker door, String event) throws IOException {
        var out = new ByteArrayOutputStream();
        door.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new QuietContext());
        return Json.object(out.toString(StandardCharsets.UTF_8));
    }

    private static String http(String path) {
        return "{\"version\":\"2.0\",\"rawPath\":\"" + path + "\",\"headers\":{},\"requestContext\":{"
                + "\"requestId\":\"r1\",\"http\":{\"method\":\"GET\",\"path\":\"" + path + "\"},"
                + "\"authorizer\":{\"jwt\":{\"claims\":{\"marketplace\":\"demo\",\"person\":\"per_x\","
                + "\"scope\":\"events:read\"}}}}}";
    }

    @Test
    void theApiShowsTheFeedAndThatItAnswers() throws IOException {
        deploy("EventsApi");
        var door = new EventsApi();
        assertEquals(200, call(door, http("/v1/events")).get("statusCode").intValue());
        assertEquals("{\"status\":\"ok\"}", call(door, http("/health")).get("body").stringValue());
    }

    @Test
    void theApiShowsWhatWantsAPerson() throws IOException {
        deploy("EventsApi");
        String event = http("/v1/attention").replace("events:read", "ledger:read");
        assertEquals(
                "{\"data\":[],\"counts\":[],\"nextCursor\":null}",
                call(new EventsApi(), event).get("body").stringValue());
    }

    @Test
    void theRelayTakesWhatTheStreamBringsAndWhatMessagesName() throws IOException {
        deploy("EventsRelay");
        set("surety.env.EVENT_BUS", "SuretyBus");
        set("surety.env.EVENTS_HEARD", "escrow.ended");
        var door = new EventsRelay();
        assertEquals(0, call(door, "{\"Records\":[]}").get("batchItemFailures").size());
        String message = "{\"Records\":[{\"messageId\":\"m\",\"eventSource\":\"aws:sqs\","
                + "\"body\":\"{\\\"chain\\\":\\\"clock#demo#x\\\"}\"}]}";
        assertEquals(0, call(door, message).get("batchItemFailures").size());
        String record = "{\"Records\":[{\"eventSource\":\"aws:dynamodb\",\"eventName\":\"REMOVE\","
                + "\"dynamodb\":{\"SequenceNumber\":\"1\",\"Keys\":{\"pk\":{\"S\":\"x\"}}}}]}";
        assertEquals(0, call(door, record).get("batchItemFailures").size());
    }
}
