package dev.surety.runtime.edge.stream;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.runtime.json.LambdaEvents;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * From the bytes of a table's stream to records. The reader says from which record on the batch must come again. Such a
 * record blocks its shard, so a reader names only a record that an outage kept from being done. It parks a record that
 * can never be done.
 */
public final class StreamEdge implements Function<InputStream, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEdge.class);

    private final Reader reader;
    private final Metrics metrics;

    public StreamEdge(Reader reader, Metrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    /** A function's work on one batch. */
    public interface Reader {
        /** The first record that is to come again with all after it, or nothing if all are done. */
        Optional<StreamRecord> read(List<StreamRecord> batch);
    }

    @Override
    public StreamsEventResponse apply(InputStream stream) {
        return answer(LambdaEvents.records(stream));
    }

    /** The same for records taken out of their event; nothing if the event could not be read. */
    public StreamsEventResponse answer(Optional<JsonNode> read) {
        List<StreamRecord> batch = new ArrayList<>();
        Optional<String> from;
        try {
            JsonNode records = read.orElseThrow(() -> new IllegalArgumentException("an event could not be read"));
            records.values().forEach(record -> batch.add(record(record)));
            from = reader.read(batch).map(StreamRecord::sequence);
        } catch (Throwable failed) {
            LOG.atWarn().setCause(failed).log("a batch of the stream comes again");
            metrics.count(failed instanceof Outage outage ? outage.metric() : "outage", "edge", "stream");
            // An empty identifier brings the whole batch back; an empty list would pass it by.
            from = Optional.of(batch.isEmpty() ? "" : batch.getFirst().sequence());
        }
        return StreamsEventResponse.builder()
                .withBatchItemFailures(from.stream()
                        .map(sequence -> StreamsEventResponse.BatchItemFailure.builder()
                                .withItemIdentifier(sequence)
                                .build())
                        .toList())
                .build();
    }

    private static StreamRecord record(JsonNode record) {
        JsonNode change = record.path("dynamodb");
        return new StreamRecord(
                StreamRecord.Kind.valueOf(record.path("eventName").asString("")),
                change.path("SequenceNumber").asString(""),
                image(change.path("Keys")),
                image(change.path("NewImage")),
                Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong(0)));
    }

    private static Map<String, AttributeValue> image(JsonNode node) {
        Map<String, AttributeValue> image = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> attribute : node.properties()) {
            image.put(attribute.getKey(), value(attribute.getValue()));
        }
        return image;
    }

    private static AttributeValue value(JsonNode typed) {
        Map.Entry<String, JsonNode> only = typed.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.asString(""));
            case "N" -> AttributeValue.fromN(value.asString(""));
            case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
            case "M" -> AttributeValue.fromM(image(value));
            case "L" -> AttributeValue.fromL(
                    value.values().stream().map(StreamEdge::value).toList());
            default -> AttributeValue.fromNul(true);
        };
    }
}
