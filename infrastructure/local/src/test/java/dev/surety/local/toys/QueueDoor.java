package dev.surety.local.toys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Notes each message; names those that say bad as failed, and sleeps over those that say sleep. */
public final class QueueDoor implements RequestStreamHandler {
    private final JsonMapper json = JsonMapper.shared();
    private final Notes notes = new Notes("queue");

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        ObjectNode answer = json.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode message : json.readTree(in).path("Records")) {
            String body = message.path("body").asString();
            if (body.startsWith("sleep")) {
                notes.add("begins " + body);
                sleep();
            }
            boolean bad = body.startsWith("bad");
            notes.add((bad ? "fails " : "takes ") + body + " "
                    + message.path("attributes").path("ApproximateReceiveCount").asString() + " "
                    + message.path("eventSource").asString());
            if (bad) {
                failures.addObject().put("itemIdentifier", message.path("messageId").asString());
            }
        }
        out.write(json.writeValueAsBytes(answer));
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
