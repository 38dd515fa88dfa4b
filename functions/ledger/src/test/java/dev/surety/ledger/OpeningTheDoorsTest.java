package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        set("MAIN_CLASS", "dev.surety.ledger.LedgerApplication");
        set("surety.env.DOOR", door);
        set("surety.env.LEDGER_TABLE", "ledger");
        set("surety.env.SECRETS_FILE", secrets.toString());
        set("surety.env.JOURNAL_TABLE", "journal");
    }

    private static JsonNode call(FunctionInvoker door, String event) throws IOException {
        var out = new ByteArrayOutputStream();
        door.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new QuietContext());
        return Json.object(out.toString(StandardCharsets.UTF_8));
    }

    private static String http(String method, String path, String scope) {
        return "{\"version\":\"2.0\",\"rawPath\":\"" + path + "\",\"headers\":{},\"requestContext\":{"
                + "\"requestId\":\"r1\",\"http\":{\"method\":\"" + method + "\",\"path\":\"" + path + "\"},"
                + "\"authorizer\":{\"jwt\":{\"claims\":{\"marketplace\":\"demo\",\"person\":\"per_x\","
                + "\"scope\":\"" + scope + "\"}}}}}";
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
        set("surety.env.LEDGER_WORK_QUEUE", "work");
        set("surety.env.EVENTS_REPUBLISH_QUEUE", "relay");
        set("surety.env.TIMERS", "escrow=wakes");
        var door = new LedgerWorker();
        assertEquals(0, call(door, "{\"Records\":[]}").get("batchItemFailures").size());
        assertEquals(1, call(door, "{\"Records\":[{\"messageId\":\"m\",\"body\":\"?\"}]}")
                .get("batchItemFailures").size());
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
