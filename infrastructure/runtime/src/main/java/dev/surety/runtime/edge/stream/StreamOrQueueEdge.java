package dev.surety.runtime.edge.stream;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.json.LambdaEvents;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One door for the journal's stream and a queue. Lambda never mixes the two in one event. Both get the same form of
 * answer, the list of what is to come again; each edge makes it for its own.
 */
public final class StreamOrQueueEdge implements Function<InputStream, StreamsEventResponse> {
    private final StreamEdge stream;
    private final QueueEdge queue;

    public StreamOrQueueEdge(StreamEdge stream, QueueEdge queue) {
        this.stream = stream;
        this.queue = queue;
    }

    @Override
    public StreamsEventResponse apply(InputStream event) {
        Optional<JsonNode> records = LambdaEvents.records(event);
        boolean isOfTheStream = records.map(all -> all.path(0).path("eventSource").asString(""))
                .filter("aws:dynamodb"::equals)
                .isPresent();
        return isOfTheStream ? stream.answer(records) : ofTheQueue(records);
    }

    private StreamsEventResponse ofTheQueue(Optional<JsonNode> records) {
        return StreamsEventResponse.builder()
                .withBatchItemFailures(queue.answer(records).getBatchItemFailures().stream()
                        .map(failure -> StreamsEventResponse.BatchItemFailure.builder()
                                .withItemIdentifier(failure.getItemIdentifier())
                                .build())
                        .toList())
                .build();
    }
}
