package dev.surety.runtime.edge.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.surety.model.Invariants;
import dev.surety.runtime.Clock;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.TooMuchContention;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Messages good, bad, early and poisoned, in one batch. */
class BatchOfMessagesTest {
    private final List<String> seen = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private Duration spent = Duration.ofDays(1);
    private final QueueEdge edge = new QueueEdge(
            this::handle, new Metrics("test", new Clock(), metrics::add), () -> spent.toNanos());

    private Handled handle(JsonNode message) {
        String word = message.path("do").asString("");
        seen.add(word);
        return switch (word) {
            case "done" -> Handled.DONE;
            case "again" -> Handled.AGAIN;
            case "slow" -> {
                spent = spent.plus(Limits.GATEWAY_CALL);
                yield Handled.DONE;
            }
            case "very slow" -> {
                spent = spent.plusSeconds(29);
                throw new Outage("no answer");
            }
            case "outage" -> throw new Outage("no answer");
            case "contended" -> throw new TooMuchContention("written by too many");
            case "breach" -> throw new Invariants.Breach("broken");
            case "error" -> throw new StackOverflowError();
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static byte[] batch(String... bodies) {
        var event = Json.object();
        var records = event.putArray("Records");
        for (int i = 0; i < bodies.length; i++) {
            records.addObject().put("messageId", "m" + i).put("body", bodies[i]).put("eventSource", "aws:sqs");
        }
        return Json.text(event).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] grouped(String... words) {
        var event = Json.object();
        var records = event.putArray("Records");
        for (int i = 0; i < words.length; i++) {
            records.addObject().put("messageId", "m" + i).put("body", word(words[i].substring(1)))
                    .putObject("attributes").put("MessageGroupId", words[i].substring(0, 1));
        }
        return Json.text(event).getBytes(StandardCharsets.UTF_8);
    }

    private static String word(String word) {
        return "{\"do\":\"" + word + "\"}";
    }

    private List<String> again(byte[] event) {
        return edge.apply(new ByteArrayInputStream(event)).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void onlyWhatWasNotDoneComesAgainAndNothingHoldsUpTheRest() {
        assertEquals(
                List.of("m1", "m2", "m3", "m4", "m5", "m6", "m7"),
                again(batch(
                        word("done"), word("again"), word("outage"), word("breach"), word("error"), word("other"),
                        "not json", "", word("done"))));
        assertEquals(List.of("done", "again", "outage", "breach", "error", "other", "done"), seen);
    }

    @Test
    void aBatchThatIsDoneLeavesNothing() {
        assertEquals(List.of(), again(batch(word("done"), word("done"))));
        assertEquals(List.of(), again(batch()));
        assertTrue(metrics.isEmpty());
    }

    @Test
    void eachKindOfTroubleIsCountedUnderItsName() {
        again(batch(word("outage"), word("breach"), "{", "{\"a\":1,\"a\":1}", word("contended")));
        assertEquals(5, metrics.size());
        assertTrue(metrics.get(0).contains("\"outage\":1"));
        assertTrue(metrics.get(1).contains("\"breach\":1"));
        assertTrue(metrics.get(2).contains("\"unforeseen\":1"));
        assertTrue(metrics.get(3).contains("\"unforeseen\":1"));
        assertTrue(metrics.get(4).contains("\"contended\":1"));
    }

    /** Each waits for a gateway as long as it may: those that are not begun in time come again, and none is cut off. */
    @Test
    void noMessageIsBegunThatTheFunctionHasNoTimeFor() {
        List<String> waiting = new ArrayList<>(Collections.nCopies(10, word("slow")));
        int most = 0;
        while (!waiting.isEmpty()) {
            Duration before = spent;
            int left = again(batch(waiting.toArray(String[]::new))).size();
            assertTrue(spent.minus(before).compareTo(Limits.QUEUE_BATCH) < 0, "within the function's time");
            waiting.subList(0, waiting.size() - left).clear();
            most++;
        }
        assertEquals(10, seen.size(), "each is begun once");
        assertEquals(4, most, "and is received four times at most, of the ten before it is a dead letter");
        assertEquals(7 + 4 + 1, metrics.stream().filter(m -> m.contains("\"not_begun\":1")).count());
    }

    @Test
    void whatTheTemplateHandsOverAtOnceIsAllBegunHoweverSlowTheGateway() {
        assertEquals(List.of(), again(batch(word("slow"), word("slow"), word("slow"))));
    }

    @Test
    void theFirstMessageIsBegunWhateverItTakes() {
        assertEquals(List.of("m0", "m1"), again(batch(word("very slow"), word("done"))));
        assertEquals(List.of("m0"), again(batch(word("very slow"))));
        assertEquals(List.of("very slow", "very slow"), seen);
    }

    @Test
    void inAGroupNoMessageOvertakesAnother() {
        assertEquals(
                List.of("m1", "m3", "m5"),
                again(grouped("adone", "bagain", "adone", "bdone", "cdone", "bdone", "adone")));
        assertEquals(List.of("done", "again", "done", "done", "done"), seen);
        seen.clear();
        assertEquals(List.of("m2", "m3"), again(grouped("aslow", "every slow", "aslow", "bdone")).subList(1, 3));
        assertEquals(List.of("slow", "very slow"), seen);
    }

    /** An empty identifier is how Lambda is told that the whole batch failed; an empty list would delete it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"Records\":[", "{} {}"})
    void anEventThatCannotBeReadComesBackWhole(String event) {
        assertEquals(List.of(""), again(event.getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of(), seen);
    }

    @Test
    void aMessageWithoutIdThatFailsBringsTheWholeBatchBack() {
        assertEquals(List.of(""), again("{\"Records\":[{\"body\":\"x\"}]}".getBytes(StandardCharsets.UTF_8)));
    }
}
