package dev.surety.local.toys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.settings.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers with the event it was given, with what it knows of its surroundings, or not at all. */
public final class EchoDoor implements RequestStreamHandler {
    private final JsonMapper json = JsonMapper.shared();
    private final ObjectNode settings = json.createObjectNode();

    public EchoDoor() {
        for (String name : new String[] {"STAGE", "THINGS_TABLE", "JOBS_QUEUE", "JOINED", "SUBBED"}) {
            settings.put(name, Environment.get(name));
        }
        settings.put("NEVER", Environment.find("NEVER").orElse("absent"));
        settings.put("tables", AwsClients.find().dynamo().listTables().tableNames().toString());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonNode event = json.readTree(in);
        String id = event.path("pathParameters").path("id").asString("");
        switch (id) {
            case "broken" -> throw new IllegalStateException("broken on purpose");
            case "slow" -> sleep();
            case "unreadable" -> {
                out.write("{\"statusCode\":".getBytes());
                return;
            }
            default -> {}
        }
        ObjectNode body = json.createObjectNode();
        body.set("event", event);
        body.set("settings", settings);
        body.putObject("context")
                .put("remaining", context.getRemainingTimeInMillis())
                .put("requestId", context.getAwsRequestId())
                .put("arn", context.getInvokedFunctionArn());
        ObjectNode answer = json.createObjectNode().put("statusCode", 201).put("body", body.toString());
        answer.putObject("headers")
                .put("Content-Type", "application/json")
                .put("Request-Id", "req-1")
                .put("Access-Control-Allow-Origin", "https://evil.example");
        out.write(json.writeValueAsBytes(answer));
    }

    private static void sleep() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted, as it should be", e);
        }
    }
}
