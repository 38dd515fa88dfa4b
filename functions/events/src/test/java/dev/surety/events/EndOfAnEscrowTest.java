package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.events.domain.Bus.Notice;
import dev.surety.model.id.Id;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/** One event for every end, whatever the entry that ends is called; and what is told again says so. */
class EndOfAnEscrowTest {
    private static EventsWorld ended(String event, String ends) {
        EventsWorld room = new EventsWorld();
        room.append(EventsWorld.escrow("a"), "escrow.created.v1");
        room.end(EventsWorld.escrow("a"), event, ends);
        return room;
    }

    private static List<JsonNode> read(EventsWorld room) {
        room.clock.advance(Duration.ofSeconds(3));
        return room.get(EventsWorld.READER, "/v1/events").body().get("data").valueStream().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "escrow.settled.v1, released",
        "escrow.awarded.v1, split",
        "escrow.chargeback_lost.v1, lost",
        "escrow.refund_undeliverable.v1, undeliverable",
        "escrow.expired.v2, expired",
    })
    void howeverAnEscrowEndsItIsToldOnTheBusAndInTheFeedWithItsOutcome(String event, String outcome) {
        EventsWorld room = ended(event, "{\"v\":1,\"outcome\":\"" + outcome + "\",\"unheard\":{\"of\":1}}");
        assertEquals(List.of(), room.deliver(room.records()));
        List<JsonNode> feed = read(room);
        assertEquals(
                List.of("escrow.created", event.substring(0, event.length() - 3), "escrow.ended"),
                feed.stream().map(one -> one.get("type").stringValue()).toList());
        JsonNode end = feed.getLast();
        assertEquals("{\"outcome\":\"" + outcome + "\"}", Json.text(end.get("data")));
        assertEquals(2, end.get("sequence").intValue());
        assertEquals(1, end.get("version").intValue());
        assertEquals(Id.derive("evt", EventsWorld.escrow("a").toString(), "2", "ended"), end.get("id").stringValue());
        assertNotEquals(feed.get(1).get("id"), end.get("id"));
        Notice onTheBus = room.bus.taken.getLast();
        assertEquals("escrow.ended", onTheBus.event().type());
        assertEquals(EventsWorld.escrow("a"), onTheBus.chain());
    }

    @Test
    void anEntryThatIsUntoldIsOnNeitherTheBusNorTheFeedAlsoWhenItIsAskedFor() {
        EventsWorld room = new EventsWorld();
        var chain = EventsWorld.escrow("a");
        room.append(chain, "review.sealed.v1", "b", Json.object().put("untold", true), Optional.empty());
        room.append(chain, "review.published.v1", "b", Json.object().put("untold", false), Optional.empty());
        assertEquals(List.of(), room.deliver(room.records()));
        assertEquals(List.of("review.published"), room.types());
        assertFalse(room.republish("{\"chain\":\"" + chain + "\"}"));
        assertTrue(room.bus.taken.stream().noneMatch(notice -> notice.event().type().equals("review.sealed")));
        assertTrue(read(room).stream().noneMatch(one -> one.get("type").stringValue().equals("review.sealed")));
    }

    @Test
    void anEntryWhoseEndCannotBeReadIsCountedAndHoldsUpNothing() {
        for (String ends : List.of("{}", "{\"outcome\":\"\"}", "{\"outcome\":{}}")) {
            EventsWorld room = ended("escrow.settled.v1", ends);
            assertEquals(List.of(), room.deliver(room.records()), ends);
            assertEquals(List.of("escrow.created"), room.types(), ends);
            assertTrue(room.metrics.stream().anyMatch(line -> line.contains("relay.skipped")), ends);
        }
    }

    @Test
    void whatIsToldBecauseAMessageAskedForItIsMarked() {
        EventsWorld room = ended("escrow.settled.v1", "{\"outcome\":\"released\"}");
        room.deliver(room.records());
        assertFalse(room.republish("{\"chain\":\"" + EventsWorld.escrow("a") + "\"}"));
        List<JsonNode> feed = read(room);
        assertEquals(6, feed.size());
        for (int i = 0; i < 3; i++) {
            assertFalse(feed.get(i).has("republished"));
            assertTrue(feed.get(i + 3).get("republished").booleanValue());
            assertEquals(feed.get(i).get("id"), feed.get(i + 3).get("id"), "and has the id it had");
        }
        assertEquals(
                List.of(false, false, false, true, true, true),
                room.bus.taken.stream().map(notice -> notice.event().isRepublished()).toList());
    }

    /** What lies in the feed from before events were packed, and cursors that were given out then. */
    @Test
    void aFeedOfSingleEventsIsReadOnThroughTheirDayIntoPacks() {
        EventsWorld room = new EventsWorld();
        for (int i = 1; i <= 3; i++) {
            Map<String, AttributeValue> old = new HashMap<>(Map.of(
                    "pk", AttributeValue.fromS("feed#demo#2026-11-22"),
                    "sk", AttributeValue.fromS("1795341599000#00" + i + "#" + Id.derive("evt", "old", "" + i)),
                    "id", AttributeValue.fromS(Id.derive("evt", "old", "" + i)),
                    "type", AttributeValue.fromS("escrow.noticed"),
                    "version", AttributeValue.fromN("2"),
                    "at", AttributeValue.fromS("2026-11-22T09:00:00.000Z"),
                    "sequence", AttributeValue.fromN("" + i),
                    "subject", AttributeValue.fromS("esc_old")));
            old.put("expiresAt", AttributeValue.fromN("1798000000"));
            room.memory.plant(SuretyTables.EVENTS, old);
        }
        for (int i = 0; i < 4; i++) {
            room.append(EventsWorld.escrow("a"), "escrow.created.v1");
        }
        room.deliver(room.records());
        room.clock.advance(Duration.ofSeconds(3));
        String after = "";
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            var said = room.get(EventsWorld.READER, "/v1/events?limit=1" + after);
            said.body().get("data").forEach(event -> seen.add(
                    event.get("subject").stringValue() + " " + event.get("sequence").intValue()));
            after = "&after=" + said.next();
        }
        String a = EventsWorld.escrow("a").id();
        assertEquals(
                List.of("esc_old 1", "esc_old 2", "esc_old 3", a + " 1", a + " 2", a + " 3", a + " 4"), seen);
        assertEquals(List.of(), room.get(EventsWorld.READER, "/v1/events?limit=1" + after).ids());
    }

    /** A pack as it was while events were stored with their ids and without their subject's type. */
    @Test
    void aPackOfTheFormerShapeIsReadWithItsIds() {
        EventsWorld room = new EventsWorld();
        String id = Id.derive("evt", "former");
        room.memory.plant(SuretyTables.EVENTS, Map.of(
                "pk", AttributeValue.fromS("feed#demo#2026-11-22"),
                "sk", AttributeValue.fromS("1795341599000#001#" + id + "#z"),
                "events", AttributeValue.fromS("[[\"" + id + "\",\"escrow.ended\",1,\"2026-11-22T09:00:00.000Z\",7,"
                        + "\"esc_old\",{\"outcome\":\"split\",\"republished\":true}]]"),
                "expiresAt", AttributeValue.fromN("1798000000")));
        assertEquals(
                "[{\"id\":\"" + id + "\",\"type\":\"escrow.ended\",\"version\":1,\"marketplace\":\"demo\","
                        + "\"at\":\"2026-11-22T09:00:00.000Z\",\"sequence\":7,\"subject\":\"esc_old\","
                        + "\"republished\":true,\"data\":{\"outcome\":\"split\"}}]",
                read(room).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 90})
    void howFarTheRelayIsBehindIsMeasured(int seconds) {
        EventsWorld room = ended("escrow.settled.v1", "{\"outcome\":\"released\"}");
        room.clock.advance(Duration.ofSeconds(seconds));
        room.deliver(room.records());
        assertTrue(room.metrics.stream().anyMatch(line -> line.contains("\"relay.lag\":" + seconds + "}")));
    }
}
