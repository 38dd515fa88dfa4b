package dev.surety.ledger;

import static dev.surety.testkit.doors.DoorHarness.call;
import static dev.surety.testkit.doors.DoorHarness.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.json.Json;
import dev.surety.testkit.doors.DoorHarness;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        doors = new DoorHarness(folder, LedgerApplication.class)
                .set("DOOR", door)
                .set("LEDGER_TABLE", "ledger")
                .set("FILES_BUCKET", "files")
                .set("BOOK_WAKES_QUEUE", "book-wakes")
                .set("TOKEN_ISSUER", "https://issuer.example")
                .set("TOKEN_AUDIENCE", "surety")
                .set("JOURNAL_TABLE", "journal");
    }

    @Test
    void theApiAnswersOutOfTheLedger() throws IOException {
        deploy("LedgerApi");
        JsonNode answer = call(new LedgerApi(), http("GET", "/v1/ledger/trial-balance", "ledger:read"));
        assertEquals(200, answer.get("statusCode").intValue());
        assertTrue(Json.object(answer.get("body").stringValue()).get("complete").booleanValue());
    }

    @Test
    void thePosterNeedsNoSettingButItsTables() throws IOException {
        deploy("LedgerPoster");
        JsonNode answer = call(new LedgerPoster(), "{\"Records\":[]}");
        assertEquals(0, answer.get("batchItemFailures").size());
    }

    @Test
    void jobsAreKnownToAnOperator() throws IOException {
        deploy("LedgerApi");
        var door = new LedgerApi();
        JsonNode answer = call(door, http("GET", "/v1/ledger/jobs/job_aaaaaaaaaaaaaaaaaaaaaaaaaa", "operator"));
        assertEquals(404, answer.get("statusCode").intValue());
        answer = call(door, http("POST", "/v1/ledger/republish", "operator"));
        assertEquals(400, answer.get("statusCode").intValue(), "it came without a key");
    }

    @Test
    void theWorkerNeedsItsQueues() throws IOException {
        deploy("LedgerWorker");
        doors.set("LEDGER_WORK_QUEUE", "work");
        doors.set("EVENTS_REPUBLISH_QUEUE", "relay");
        doors.set("TIMERS", "escrow=wakes");
        var door = new LedgerWorker();
        assertEquals(0, call(door, "{\"Records\":[]}").get("batchItemFailures").size());
        assertEquals(1, call(door, "{\"Records\":[{\"messageId\":\"m\",\"body\":\"?\"}]}")
                .get("batchItemFailures").size());
    }

    @Test
    void theWriterNeedsItsBucketAndNoQueue() throws IOException {
        deploy("BooksWriter");
        var door = new BooksWriter();
        assertEquals(0, call(door, "{\"Records\":[]}").get("batchItemFailures").size());
        String foreign = "{\"chain\":\"escrow#demo#esc_1\",\"number\":0}";
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m").put("body", foreign);
        assertEquals(1, call(door, Json.text(event)).get("batchItemFailures").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[]", "[{\"rawPath\":\"/v1/ledger/trial-balance\"}]", "null", "\"text\"", "{", "",
        "{\"headers\":{\"spring.cloud.function.definition\":\"ledgerPoster\"},\"body\":\"x\"}"
    })
    void anEventOfAnotherFormGetsARefusalAndNothingElse(String event) throws IOException {
        deploy("LedgerApi");
        JsonNode answer = call(new LedgerApi(), event);
        int status = answer.get("statusCode").intValue();
        assertTrue(status == 400 || status == 404, "status " + status);
    }
}
