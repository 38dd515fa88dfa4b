package dev.surety.runtime.edge.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.model.Invariants.Breach;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.LambdaEvents;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * From the bytes of a queue event to messages, one after the other, and back to the list of those that are to come
 * again. Never throws. A message that cannot be dealt with goes to the dead-letter queue by the queue's own count,
 * and does not hold up the others.
 */
public final class QueueEdge implements Function<InputStream, SQSBatchResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(QueueEdge.class);

    private final Inbox inbox;
    private final Metrics metrics;

    public QueueEdge(Inbox inbox, Metrics metrics) {
        this.inbox = inbox;
        this.metrics = metrics;
    }

    /** What a function does with one message. */
    public interface Inbox {
        Handled handle(JsonNode message);
    }

    public enum Handled {
        /** Done, or nothing was to be done: the message may go. */
        DONE,
        /** Not yet: the message is to come again later. */
        AGAIN
    }

    @Override
    public SQSBatchResponse apply(InputStream stream) {
        List<SQSBatchResponse.BatchItemFailure> again = new ArrayList<>();
        Optional<JsonNode> records = LambdaEvents.records(stream);
        if (records.isEmpty()) {
            LOG.atError().log("an event could not be read");
            metrics.count("unforeseen", "edge", "queue");
            // An empty identifier brings the whole batch back; an empty list would delete it.
            again.add(SQSBatchResponse.BatchItemFailure.builder()
                    .withItemIdentifier("")
                    .build());
            return SQSBatchResponse.builder().withBatchItemFailures(again).build();
        }
        for (JsonNode message : records.get().values()) {
            String id = message.path("messageId").asString("");
            if (!handled(id, message.path("body").asString(""))) {
                again.add(SQSBatchResponse.BatchItemFailure.builder()
                        .withItemIdentifier(id)
                        .build());
            }
        }
        return SQSBatchResponse.builder().withBatchItemFailures(again).build();
    }

    private boolean handled(String id, String body) {
        try {
            return inbox.handle(Json.parse(body.getBytes(StandardCharsets.UTF_8))) == Handled.DONE;
        } catch (Outage outage) {
            LOG.atWarn().addKeyValue("messageId", id).setCause(outage).log(outage.metric());
            metrics.count(outage.metric(), "edge", "queue");
        } catch (Breach breach) {
            LOG.atError().addKeyValue("messageId", id).setCause(breach).log("breach");
            metrics.count("breach", "edge", "queue");
        } catch (Throwable unforeseen) {
            LOG.atError().addKeyValue("messageId", id).setCause(unforeseen).log("unforeseen");
            metrics.count("unforeseen", "edge", "queue");
        }
        return false;
    }
}
