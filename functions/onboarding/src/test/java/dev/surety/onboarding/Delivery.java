package dev.surety.onboarding;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Hands a batch of messages to a queue's door, as the queue does. */
final class Delivery {
    private Delivery() {}

    /** The messages that come again, of these that the queue hands over in one batch. */
    static List<String> hand(QueueEdge to, String... messages) {
        ObjectNode event = Json.object();
        var records = event.putArray("Records");
        for (String message : messages) {
            records.addObject().put("messageId", "m-" + records.size()).put("body", message);
        }
        byte[] bytes = Json.text(event).getBytes(StandardCharsets.UTF_8);
        return to.apply(new ByteArrayInputStream(bytes)).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
