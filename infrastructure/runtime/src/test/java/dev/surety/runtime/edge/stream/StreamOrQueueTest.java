package dev.surety.runtime.edge.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.surety.runtime.Clock;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.observe.Metrics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One door reads the journal's stream and a queue. */
class StreamOrQueueTest {
    private final List<String> reached = new ArrayList<>();

    private List<String> again(String event) {
        var metrics = new Metrics("test", new Clock(), _ -> {});
        var stream = new StreamEdge(
                batch -> {
                    reached.add("stream");
                    return Optional.of(batch.getLast());
                },
                metrics);
        var queue = new QueueEdge(
                _ -> {
                    reached.add("queue");
                    return Handled.AGAIN;
                },
                metrics);
        return new StreamOrQueueEdge(stream, queue)
                .apply(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void aBatchOfTheStreamComesAgainFromTheRecordItNames() {
        String record = "{\"eventSource\":\"aws:dynamodb\",\"eventName\":\"INSERT\",\"dynamodb\":{"
                + "\"SequenceNumber\":\"%s\",\"Keys\":{},\"NewImage\":{}}}";
        assertEquals(
                List.of("8"),
                again("{\"Records\":[" + record.formatted("7") + "," + record.formatted("8") + "]}"));
        assertEquals(List.of("stream"), reached);
    }

    @Test
    void aMessageOfTheQueueComesAgainByItsOwnName() {
        assertEquals(
                List.of("m-1"),
                again("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m-1\",\"body\":\"{}\"}]}"));
        assertEquals(List.of("queue"), reached);
    }

    @Test
    void anEmptyBatchIsDone() {
        assertEquals(List.of(), again("{\"Records\":[]}"));
        assertEquals(List.of(), reached);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"Records\":1}"})
    void anEventThatCannotBeReadComesAgainWhole(String event) {
        assertEquals(List.of(""), again(event));
    }
}
