package dev.surety.runtime.edge.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.model.Invariants.Breach;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.LambdaEvents;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * From the bytes of a queue event to messages, one after the other, and back to the list of those that are to come
 * again. Never throws. A message that keeps failing goes to the dead-letter queue by the queue's own count, and does
 * not hold up the others.
 *
 * <p>The edge begins a message only while the function has time for it. A time-out in the middle of a message would
 * bring back the whole batch, and the queue would count the finished messages as failed. A message not begun comes
 * again after the queue's visibility, one receipt older. The template's batches are so small that only messages that
 * take longer than {@link Limits#QUEUE_MESSAGE} leave any. In a FIFO queue a message waits for those before it in its
 * group.
 */
public final class QueueEdge implements Function<InputStream, SQSBatchResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(QueueEdge.class);

    private final Inbox inbox;
    private final Metrics metrics;
    private final LongSupplier nanos;

    public QueueEdge(Inbox inbox, Metrics metrics) {
        this(inbox, metrics, System::nanoTime);
    }

    QueueEdge(Inbox inbox, Metrics metrics, LongSupplier nanos) {
        this.inbox = inbox;
        this.metrics = metrics;
        this.nanos = nanos;
    }

    /** A function's work on one message. */
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
        return answer(LambdaEvents.records(stream));
    }

    /** The same for records taken out of their event; nothing if the event could not be read. */
    public SQSBatchResponse answer(Optional<JsonNode> records) {
        long began = nanos.getAsLong();
        if (records.isEmpty()) {
            LOG.atError().log("an event could not be read");
            metrics.count("unforeseen", "edge", "queue");
            // An empty identifier brings the whole batch back; an empty list would delete it.
            return answer(List.of(""));
        }
        List<String> again = new ArrayList<>();
        Set<String> heldUp = new HashSet<>();
        boolean isFirst = true;
        for (JsonNode message : records.get().values()) {
            String id = message.path("messageId").asString("");
            String group = message.path("attributes").path("MessageGroupId").asString("");
            boolean isBegun = !heldUp.contains(group) && (isFirst || hasTime(id, began));
            if (!isBegun || !handled(id, message.path("body").asString(""))) {
                again.add(id);
                if (!group.isEmpty()) {
                    heldUp.add(group);
                }
            }
            isFirst = false;
        }
        return answer(again);
    }

    private boolean hasTime(String id, long began) {
        Duration spent = Duration.ofNanos(nanos.getAsLong() - began);
        boolean has = spent.plus(Limits.QUEUE_MESSAGE).compareTo(Limits.QUEUE_BATCH) <= 0;
        if (!has) {
            LOG.atWarn().addKeyValue("messageId", id).log("a message is not begun: the time is up");
            metrics.count("not_begun", "edge", "queue");
        }
        return has;
    }

    private static SQSBatchResponse answer(List<String> again) {
        return SQSBatchResponse.builder()
                .withBatchItemFailures(again.stream()
                        .map(id -> SQSBatchResponse.BatchItemFailure.builder()
                                .withItemIdentifier(id)
                                .build())
                        .toList())
                .build();
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
