package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.surety.events.bus.EventBridgeBus;
import dev.surety.events.domain.Bus.Notice;
import dev.surety.events.domain.Event;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Against a server that speaks the bus's protocol, over a real connection. */
class PublishingToTheBusTest {
    private static final Set<String> HEARD = Set.of("escrow.ended", "ledger.job_started", "clock.advanced");

    private static final ChainId CLOCK = new ChainId("clock", EventsWorld.DEMO, "clk_one");

    private final List<ObjectNode> calls = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private int refuseFrom = Integer.MAX_VALUE;
    private int status = 200;
    private HttpServer server;
    private EventBridgeBus bus;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            ObjectNode call =
                    Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            ObjectNode answer = Json.object().put("FailedEntryCount", 0);
            var entries = answer.putArray("Entries");
            for (int i = 0; i < call.get("Entries").size(); i++) {
                if (i < refuseFrom) {
                    entries.addObject().put("EventId", "event-" + i);
                } else {
                    entries.addObject().put("ErrorCode", "ThrottlingException");
                }
            }
            byte[] bytes = Json.text(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "word"));
        bus = new EventBridgeBus(AwsJson.of("events", "AWSEvents", endpoint, credentials), "SuretyBus", HEARD);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static List<Notice> notices(int count) {
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Event.of(CLOCK, number, "clock.advanced.v1", at, Event.Tells.NONE))
                .map(event -> new Notice(event, CLOCK, Optional.empty()))
                .toList();
    }

    @Test
    void aNoticeIsAnEntryOfTheBusesProtocol() {
        assertEquals(1, bus.publish(notices(1)));
        JsonNode entry = calls.getFirst().get("Entries").get(0);
        assertEquals(List.of("AWSEvents.PutEvents"), targets);
        assertEquals("surety", entry.get("Source").stringValue());
        assertEquals("clock.advanced", entry.get("DetailType").stringValue());
        assertEquals("SuretyBus", entry.get("EventBusName").stringValue());
        assertEquals(
                "{\"id\":\"" + notices(1).getFirst().event().id() + "\",\"type\":\"clock.advanced\",\"version\":1,"
                        + "\"marketplace\":\"demo\",\"at\":\"2026-11-22T10:00:00.000Z\",\"sequence\":1,"
                        + "\"subject\":\"clk_one\",\"pk\":\"clock#demo#clk_one\"}",
                entry.get("Detail").stringValue());
    }

    @Test
    void whatNoRuleNamesIsNotSentAndHoldsUpNothing() {
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        List<Notice> mixed = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> Event.of(
                        CLOCK, i, i % 3 == 0 ? "clock.advanced.v1" : "escrow.created.v1", at, Event.Tells.NONE))
                .map(event -> new Notice(event, CLOCK, Optional.empty()))
                .toList();
        assertEquals(30, bus.publish(mixed));
        assertEquals(List.of(10), calls.stream().map(call -> call.get("Entries").size()).toList());
        refuseFrom = 4;
        assertEquals(14, bus.publish(mixed), "the fifth that is heard is the fifteenth of all");
        assertEquals(2, bus.publish(mixed.subList(0, 2)), "none of these is heard");
        assertEquals(2, calls.size());
    }

    @Test
    void tenGoInOneCall() {
        assertEquals(23, bus.publish(notices(23)));
        assertEquals(List.of(10, 10, 3), calls.stream().map(call -> call.get("Entries").size()).toList());
    }

    @Test
    void whatOneCallDidNotTakeIsCountedFromAndTheRestIsNotSent() {
        refuseFrom = 4;
        assertEquals(4, bus.publish(notices(23)));
        assertEquals(1, calls.size());
    }

    @Test
    void anAnswerThatIsNoAnswerIsAnOutage() {
        status = 500;
        assertThrows(Outage.class, () -> bus.publish(notices(1)));
        server.stop(0);
        assertThrows(Outage.class, () -> bus.publish(notices(1)));
    }
}
