package dev.surety.events;

import static dev.surety.testkit.doors.DoorHarness.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.testkit.doors.DoorHarness;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors as they are deployed: bytes in, bytes out, each with its own settings and no sibling's. */
class OpeningTheDoorsTest {
    @TempDir
    private Path folder;

    private DoorHarness doors;

    @AfterEach
    void forget() {
        doors.close();
    }

    private void deploy(String door) throws IOException {
        doors = new DoorHarness(folder, EventsApplication.class)
                .set("DOOR", door)
                .set("EVENTS_TABLE", "events")
                .set("WORKLIST_TABLE", "worklist")
                .set("JOURNAL_TABLE", "journal")
                .set("VAULT_TABLE", "vault")
                .set("VAULT_KEYS_TABLE", "vault-keys");
    }

    private static byte[] http(String path, String scope) {
        return DoorHarness.http("GET", path, scope);
    }

    @Test
    void theApiShowsTheFeedAndThatItAnswers() throws IOException {
        deploy("EventsApi");
        var door = new EventsApi();
        assertEquals(200, call(door, http("/v1/events", "events:read")).get("statusCode").intValue());
        assertEquals("{\"status\":\"ok\"}", call(door, http("/health", "events:read")).get("body").stringValue());
    }

    @Test
    void theApiShowsWhatWantsAPerson() throws IOException {
        deploy("EventsApi");
        byte[] event = http("/v1/attention", "ledger:read");
        assertEquals(
                "{\"data\":[],\"counts\":[],\"nextCursor\":null}",
                call(new EventsApi(), event).get("body").stringValue());
    }

    @Test
    void theRelayTakesWhatTheStreamBringsAndWhatMessagesName() throws IOException {
        deploy("EventsRelay");
        doors.set("EVENT_BUS", "SuretyBus");
        doors.set("EVENTS_HEARD", "escrow.ended");
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
