package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.SteppingClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RelayingTheStreamTest {
    private static EventsWorld twoEscrows(EventsWorld room) {
        for (String event : List.of("escrow.created.v1", "escrow.funded.v1", "escrow.delivered.v1")) {
            room.append(EventsWorld.escrow("a"), event);
            room.append(EventsWorld.escrow("b"), event);
        }
        return room;
    }

    private static List<String> of(List<String> told, String name) {
        return told.stream().filter(each -> each.startsWith(EventsWorld.escrow(name).id())).toList();
    }

    /** At least once and in order: the first time each is heard comes in the order of the chain. */
    private static void heardInOrder(List<String> told) {
        for (String name : List.of("a", "b")) {
            String id = EventsWorld.escrow(name).id();
            assertEquals(
                    List.of(id + " 1", id + " 2", id + " 3"), List.copyOf(new LinkedHashSet<>(of(told, name))));
        }
    }

    @Test
    void everyEntryIsToldToTheBusAndTheFeedOnceInItsOrder() {
        EventsWorld room = twoEscrows(new EventsWorld());
        assertEquals(List.of(), room.deliver(room.records()));
        assertEquals(6, room.feed().size());
        assertEquals(room.bus.told(), room.feed());
        heardInOrder(room.feed());
    }

    @Test
    void anEventSaysThatSomethingHappenedAndNothingOfWhatIsInIt() {
        EventsWorld room = twoEscrows(new EventsWorld());
        room.deliver(room.records());
        Map<String, AttributeValue> item = room.memory.items(SuretyTables.EVENTS).getFirst();
        assertEquals("feed#demo#2026-11-22", item.get("pk").s());
        String first = Id.derive("evt", EventsWorld.escrow("a").toString(), "1");
        assertEquals("1795341600000#000#" + first + "#z", item.get("sk").s());
        assertEquals(
                "[\"escrow\",\".funded\",1,1795341600000,2,\"" + EventsWorld.escrow("a").id() + "\"]",
                Json.text(room.events().toList().get(2)));
        assertEquals(
                Instant.parse("2026-12-22T10:00:00Z").getEpochSecond(),
                Long.parseLong(item.get("expiresAt").n()));
        assertTrue(room.memory.items(SuretyTables.EVENTS).stream()
                .noneMatch(each -> each.toString().contains("secret")));
    }

    @Test
    void whatIsDeliveredTwiceIsHeardTwiceUnderTheSameIdAndInOrder() {
        EventsWorld room = twoEscrows(new EventsWorld());
        room.deliver(room.records());
        room.deliver(room.records().subList(3, 6));
        assertEquals(9, room.feed().size());
        heardInOrder(room.feed());
        heardInOrder(room.bus.told());
        assertEquals(6, room.ids().stream().distinct().count());
    }

    @Test
    void whatTheBusDidNotTakeComesAgainAndTheFeedWaitsForIt() {
        EventsWorld room = twoEscrows(new EventsWorld());
        room.bus.takeOnly(4);
        List<String> again = room.deliver(room.records());
        assertEquals(List.of(room.records().get(4).sequenceNumber()), again);
        assertEquals(4, room.feed().size());
        assertEquals(List.of(room.records().get(4).sequenceNumber()), room.deliver(room.records().subList(4, 6)));
        assertEquals(4, room.feed().size(), "an hour without the bus does not fill the feed");
        room.bus.takeOnly(Integer.MAX_VALUE);
        room.deliver(room.records().subList(4, 6));
        assertEquals(room.bus.told(), room.feed());
        heardInOrder(room.feed());
    }

    @Test
    void everyCallLostAndKeptEndsWithEveryEventHeardInOrder() {
        int schedules = EveryFault.of(
                        "relaying",
                        faults -> twoEscrows(new EventsWorld(faults)),
                        (EventsWorld room) -> room.deliverInPieces(3))
                .withDeaths()
                .inPairs()
                .checking(room -> {
                    heardInOrder(room.feed());
                    heardInOrder(room.bus.told());
                    assertEquals(room.feedKeys().stream().sorted().toList(), room.feedKeys());
                })
                .run();
        assertTrue(schedules > 50, "schedules: " + schedules);
    }

    /** Two marketplaces, so that packs go together, and more of each than one pack holds. */
    private static EventsWorld busy(EventsWorld room) {
        for (int i = 0; i < 40; i++) {
            room.append(EventsWorld.escrow(i % 2 == 0 ? "a" : "b"), "escrow.noticed.v1");
            room.append(new ChainId("escrow", EventsWorld.OTHER, Id.derive("esc", "c")), "escrow.noticed.v1");
        }
        return room;
    }

    private static void everythingOfEachInOrder(EventsWorld room) {
        for (String chain :
                List.of(EventsWorld.escrow("a").id(), EventsWorld.escrow("b").id(), Id.derive("esc", "c"))) {
            int count = chain.equals(Id.derive("esc", "c")) ? 40 : 20;
            assertEquals(
                    IntStream.rangeClosed(1, count).mapToObj(number -> chain + " " + number).toList(),
                    room.feed().stream().filter(told -> told.startsWith(chain)).distinct().toList());
        }
    }

    @Test
    void whatIsRelayedTogetherIsPackedByMarketplaceAndWrittenInFewCalls() {
        EventsWorld room = busy(new EventsWorld(Faults.none()));
        var before = room.memory.units().snapshot();
        assertEquals(List.of(), room.deliver(room.records()));
        everythingOfEachInOrder(room);
        assertEquals(4, room.memory.items(SuretyTables.EVENTS).size(), "40 events of each of two, 25 a pack");
        assertEquals(List.of("bus", "batch write", "batch write"), room.faults.names(), "the two of one go apart");
        long units = room.memory.units().since(before).by(SuretyTables.EVENTS);
        assertTrue(units <= 80 / 7 + 2, "seven events fill a unit: " + units);
    }

    @Test
    void whatTheStoreLeavesOfABatchIsWrittenAfterAll() {
        EventsWorld room = busy(new EventsWorld());
        room.memory.batchWriteAtMost(1);
        assertEquals(List.of(), room.deliver(room.records()));
        everythingOfEachInOrder(room);
        room.memory.batchWriteAtMost(0);
        assertEquals(List.of(room.records().getFirst().sequenceNumber()), room.deliver(room.records()));
    }

    @Test
    void everyBatchLostAndKeptEndsWithEverythingOfEachInOrder() {
        int schedules = EveryFault.of(
                        "relaying packs",
                        faults -> busy(new EventsWorld(faults)),
                        (EventsWorld room) -> room.deliver(room.records()))
                .withDeaths()
                .inPairs()
                .checking(RelayingTheStreamTest::everythingOfEachInOrder)
                .run();
        assertTrue(schedules > 20, "schedules: " + schedules);
    }

    @Test
    void stampsNeverGoBackThoughTheClockDoes() {
        EventsWorld room = twoEscrows(new EventsWorld());
        room.deliver(room.records().subList(0, 2));
        String newest = room.feedKeys().getLast();
        room.clock.advance(Duration.ofMinutes(-4));
        room.deliver(room.records().subList(2, 6));
        assertEquals(2, room.feedKeys().size());
        assertTrue(room.feedKeys().getLast().compareTo(newest) > 0);
        heardInOrder(room.feed());
    }

    @Test
    void stampsNeverGoBackAcrossMidnightEither() {
        EventsWorld room = new EventsWorld();
        room.clock.set(Instant.parse("2026-11-23T00:00:01Z"));
        twoEscrows(room);
        room.deliver(room.records().subList(0, 2));
        room.clock.set(Instant.parse("2026-11-22T23:58:00Z"));
        room.deliver(room.records().subList(2, 6));
        assertTrue(room.memory.items(SuretyTables.EVENTS).stream()
                .allMatch(item -> item.get("pk").s().equals("feed#demo#2026-11-23")));
        heardInOrder(room.feed());
    }

    @Test
    void moreEventsThanOneMillisecondHasStampsForGoOnInTheNext() {
        EventsWorld room = new EventsWorld();
        for (int chain = 0; chain < 11; chain++) {
            for (int i = 0; i < 100; i++) {
                room.append(EventsWorld.escrow("busy " + chain), "escrow.created.v1");
            }
        }
        for (StreamRecord record : room.records()) {
            assertEquals(List.of(), room.deliver(List.of(record)));
        }
        assertEquals(1_100, room.feedKeys().stream().distinct().count());
        assertEquals("1795341600001#099", room.feedKeys().getLast().substring(0, 17));
        assertEquals(room.records().stream().map(RelayingTheStreamTest::name).toList(), room.feed());
    }

    private static String name(StreamRecord record) {
        return record.keys().get("pk").s().split("#")[2] + " " + record.keys().get("sk").n();
    }

    @Test
    void anEventThatBecameVisibleTooLateIsPutAgainWithALaterStamp() {
        EventsWorld room = new EventsWorld();
        room.append(EventsWorld.escrow("a"), "escrow.created.v1");
        var slow = new SteppingClock(room.clock.instant(), Duration.ofMillis(1_500));
        List<String> again = room.deliver(room.records(), slow);
        assertEquals(List.of(room.records().getFirst().sequenceNumber()), again, "it was slow each time");
        assertEquals(5, room.feed().size());
        var quick = new SteppingClock(room.clock.instant().plusSeconds(60), Duration.ofMillis(900));
        assertEquals(List.of(), room.deliver(room.records(), quick));
        assertEquals(6, room.feed().size());
    }

    static Stream<Arguments> poisons() {
        AttributeValue at = AttributeValue.fromS("2026-11-22T10:00:00.000Z");
        AttributeValue event = AttributeValue.fromS("escrow.created.v1");
        String good = EventsWorld.escrow("bad").toString();
        return Stream.of(
                Arguments.of("nonsense", Map.of("at", at, "event", event)),
                Arguments.of("escrow#DEMO#esc", Map.of("at", at, "event", event)),
                Arguments.of(good, Map.of("at", at)),
                Arguments.of(good, Map.of("event", event)),
                Arguments.of(good, Map.of("at", AttributeValue.fromS("noon"), "event", event)),
                Arguments.of(good, Map.of("at", at, "event", AttributeValue.fromS("escrow.created"))),
                Arguments.of(good, Map.of("at", at, "event", AttributeValue.fromS("x.v99999"))));
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void whatCannotBeReadIsCountedAndSkippedAndBlocksNothing(String pk, Map<String, AttributeValue> attributes) {
        EventsWorld room = new EventsWorld();
        room.plant(pk, attributes);
        room.append(EventsWorld.escrow("a"), "escrow.created.v1");
        assertEquals(List.of(), room.deliver(room.records()));
        assertEquals(1, room.feed().size());
        assertTrue(room.metrics.stream().anyMatch(line -> line.contains("relay.skipped")));
    }

    @Test
    void aChangedEntryIsNoNews() {
        EventsWorld room = new EventsWorld();
        room.append(EventsWorld.escrow("a"), "escrow.created.v1");
        room.plant(EventsWorld.escrow("a").toString(), Map.of("event", AttributeValue.fromS("escrow.settled.v1")));
        assertEquals(List.of(), room.deliver(room.records()));
        assertEquals(List.of(EventsWorld.escrow("a").id() + " 1"), room.feed());
    }
}
