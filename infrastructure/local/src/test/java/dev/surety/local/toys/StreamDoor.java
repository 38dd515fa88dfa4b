package dev.surety.local.toys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.surety.runtime.settings.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Notes each item; names those called poison as failed, throws for bombs, and passes those that moved to the bus. */
public final class StreamDoor implements RequestStreamHandler {
    private final JsonMapper json = JsonMapper.shared();
    private final Notes notes = new Notes("stream");
    private final String bus = Environment.get("EVENT_BUS");
    private final URI endpoint = URI.create(Environment.get("EVENTBRIDGE_ENDPOINT"));

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        for (JsonNode entry : json.readTree(in).path("Records")) {
            String pk = entry.path("dynamodb").path("NewImage").path("pk").path("S").asString("");
            String sk = entry.path("dynamodb").path("Keys").path("sk").path("N").asString("");
            if (pk.startsWith("bomb")) {
                notes.add("throws " + pk);
                throw new IllegalStateException("a bomb");
            }
            if (pk.startsWith("poison")) {
                notes.add("fails " + pk);
                ObjectNode answer = json.createObjectNode();
                answer.putArray("batchItemFailures")
                        .addObject()
                        .put("itemIdentifier", entry.path("dynamodb").path("SequenceNumber").asString());
                out.write(json.writeValueAsBytes(answer));
                return;
            }
            if (pk.startsWith("moved") || pk.startsWith("still")) {
                publish(pk.startsWith("moved") ? "thing.moved" : "thing.still", pk);
            }
            notes.add(entry.path("eventName").asString() + " " + pk + " " + sk);
        }
        out.write("{\"batchItemFailures\":[]}".getBytes());
    }

    private void publish(String type, String pk) throws IOException {
        ObjectNode body = json.createObjectNode();
        body.putArray("Entries")
                .addObject()
                .put("Source", "surety")
                .put("DetailType", type)
                .put("Detail", json.createObjectNode().put("pk", pk).toString())
                .put("EventBusName", bus);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(
                            HttpRequest.newBuilder(endpoint)
                                    .header("X-Amz-Target", "AWSEvents.PutEvents")
                                    .header("Content-Type", "application/x-amz-json-1.1")
                                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            if (json.readTree(answer).path("FailedEntryCount").asInt(-1) != 0) {
                throw new IOException("The bus did not take it: " + answer);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
