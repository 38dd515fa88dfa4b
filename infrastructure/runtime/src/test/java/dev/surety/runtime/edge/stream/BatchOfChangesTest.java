package dev.surety.runtime.edge.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.surety.runtime.Clock;
import dev.surety.runtime.edge.stream.StreamRecord.Kind;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.TooMuchContention;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stream's bytes, and what is said of a batch afterwards. */
class BatchOfChangesTest {
    private static final String KEYS = "\"Keys\":{\"pk\":{\"S\":\"escrow#demo#esc_1\"},\"sk\":{\"N\":\"2\"}}";

    private final List<StreamRecord> seen = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();

    private static String record(String kind, String sequence, String image) {
        return "{\"eventID\":\"1\",\"eventName\":\"" + kind + "\",\"dynamodb\":{" + KEYS + ",\"NewImage\":" + image
                + ",\"SequenceNumber\":\"" + sequence + "\",\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}}";
    }

    private static String batch(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private List<String> apply(StreamEdge.Reader reader, String event) {
        StreamEdge edge = new StreamEdge(
                batch -> {
                    seen.addAll(batch);
                    return reader.read(batch);
                },
                new Metrics("test", new Clock(), metrics::add));
        return edge.apply(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)))
                .getBatchItemFailures()
                .stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void anItemArrivesAsItWasWritten() {
        String image = "{\"pk\":{\"S\":\"escrow#demo#esc_1\"},\"sk\":{\"N\":\"2\"},\"postings\":{\"L\":[{\"M\":{"
                + "\"a\":{\"S\":\"fees\"},\"m\":{\"N\":\"-9223372036854775808\"}}}]},\"yes\":{\"BOOL\":true},"
                + "\"nothing\":{\"NULL\":true},\"empty\":{\"S\":\"\"}}";
        assertEquals(List.of(), apply(_ -> Optional.empty(), batch(record("INSERT", "100", image))));
        StreamRecord record = seen.getFirst();
        assertEquals(Kind.INSERT, record.kind());
        assertEquals("100", record.sequence());
        assertEquals("2", record.keys().get("sk").n());
        assertEquals(
                Map.of(
                        "pk", AttributeValue.fromS("escrow#demo#esc_1"),
                        "sk", AttributeValue.fromN("2"),
                        "postings", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of(
                                "a", AttributeValue.fromS("fees"),
                                "m", AttributeValue.fromN("-9223372036854775808"))))),
                        "yes", AttributeValue.fromBool(true),
                        "nothing", AttributeValue.fromNul(true),
                        "empty", AttributeValue.fromS("")),
                record.image());
    }

    @Test
    void aRemovalHasNoImage() {
        apply(_ -> Optional.empty(), "{\"Records\":[{\"eventName\":\"REMOVE\",\"dynamodb\":{" + KEYS + "}}]}");
        assertEquals(Kind.REMOVE, seen.getFirst().kind());
        assertTrue(seen.getFirst().image().isEmpty());
    }

    @Test
    void theReaderSaysFromWhereTheBatchComesAgain() {
        String three = batch(record("INSERT", "1", "{}"), record("INSERT", "2", "{}"), record("INSERT", "3", "{}"));
        assertEquals(List.of("2"), apply(batch -> Optional.of(batch.get(1)), three));
        assertEquals(List.of(), apply(_ -> Optional.empty(), three));
        assertTrue(metrics.isEmpty());
    }

    @Test
    void whenTheReaderFallsTheWholeBatchComesAgain() {
        String two = batch(record("INSERT", "1", "{}"), record("MODIFY", "2", "{}"));
        assertEquals(List.of("1"), apply(_ -> { throw new Outage("no answer"); }, two));
        assertEquals(List.of("1"), apply(_ -> { throw new StackOverflowError(); }, two));
        assertEquals(List.of("1"), apply(_ -> { throw new TooMuchContention("written by too many"); }, two));
        assertEquals(3, metrics.size());
        assertTrue(metrics.get(0).contains("\"outage\":1"));
        assertTrue(metrics.get(1).contains("\"outage\":1"));
        assertTrue(metrics.get(2).contains("\"contended\":1"));
    }

    @Test
    void anEmptyBatchIsDone() {
        assertEquals(List.of(), apply(_ -> Optional.empty(), batch()));
    }

    /** Nobody can say of such a batch from which record on it is to come again, so it comes again whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "not json", "{\"Records\":[", "{\"Records\":[{}]}",
                "{\"Records\":[{\"eventName\":\"TRUNCATE\",\"dynamodb\":{}}]}",
                "{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{\"NewImage\":{\"pk\":{}}}}]}"
            })
    void anEventThatCannotBeReadComesBackWhole(String event) {
        assertEquals(List.of(""), apply(_ -> Optional.empty(), event));
        assertEquals(List.of(), seen);
        assertEquals(1, metrics.size());
    }
}
