package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What was never relayed, or is lost where it was relayed to, comes again from the journal when it is named. */
class RelayingAgainTest {
    private static final ChainId A = EventsWorld.escrow("a");

    private static EventsWorld story(EventsWorld room) {
        room.append(A, "escrow.created.v1");
        room.append(A, "escrow.noticed.v1", Attention.opens("late_money"));
        room.append(A, "escrow.noticed.v1", Attention.closes("late_money"));
        room.append(A, "escrow.noticed.v1", Attention.opens("chargeback"));
        return room;
    }

    private static String naming(ChainId chain, int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> "{\"pk\":\"" + chain + "\",\"sk\":" + number + "}")
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
    }

    private static String chain(ChainId chain) {
        return "{\"chain\":\"" + chain + "\"}";
    }

    @Test
    void entriesThatAreNamedAreToldToTheBusTheFeedAndTheWorkList() {
        EventsWorld room = story(new EventsWorld());
        assertFalse(room.republish(naming(A, 1, 4)));
        assertEquals(List.of(A.id() + " 1", A.id() + " 4"), room.feed());
        assertEquals(room.feed(), room.bus.told());
        assertEquals(List.of("chargeback " + A.id() + " 4"), room.work());
    }

    @Test
    void aWholeChainIsToldInItsOrder() {
        EventsWorld room = story(new EventsWorld());
        room.memory.pageBytes(300);
        assertFalse(room.republish(chain(A)));
        assertEquals(IntStream.rangeClosed(1, 4).mapToObj(i -> A.id() + " " + i).toList(), room.feed());
        assertEquals(List.of("chargeback " + A.id() + " 4"), room.work());
    }

    @Test
    void twiceDoesNoHarm() {
        EventsWorld room = story(new EventsWorld());
        room.deliver(room.records());
        for (int i = 0; i < 3; i++) {
            assertFalse(room.republish(chain(A)));
            assertFalse(room.republish(naming(A, 2)));
        }
        assertEquals(4, room.ids().stream().distinct().count());
        assertEquals(List.of("chargeback " + A.id() + " 4"), room.work());
        assertEquals(1, room.metrics.stream().filter(line -> line.contains("\"kind\":\"chargeback\"")).count());
    }

    @Test
    void workThatWasClosedLongAgoIsNotOpenedAgainThoughItsTombstoneIsGone() {
        EventsWorld room = story(new EventsWorld());
        assertFalse(room.republish(naming(A, 2)));
        assertEquals(List.of(), room.work());
        assertEquals(List.of(A.id() + " 2"), room.feed(), "the event is told all the same");
    }

    @Test
    void everyCallLostAndKeptEndsWithEverythingTold() {
        int schedules = EveryFault.of(
                        "republishing",
                        faults -> story(new EventsWorld(faults)),
                        (EventsWorld room) -> room.republish(chain(A)))
                .withDeaths()
                .inPairs()
                .checking(room -> {
                    List<String> all = IntStream.rangeClosed(1, 4).mapToObj(i -> A.id() + " " + i).toList();
                    assertEquals(all, List.copyOf(new LinkedHashSet<>(room.feed())));
                    assertEquals(all, List.copyOf(new LinkedHashSet<>(room.bus.told())));
                    assertEquals(List.of("chargeback " + A.id() + " 4"), room.work());
                })
                .run();
        assertTrue(schedules > 50, "schedules: " + schedules);
    }

    @Test
    void whatTheBusDoesNotTakeComesAgain() {
        EventsWorld room = story(new EventsWorld());
        room.bus.takeOnly(2);
        assertTrue(room.republish(chain(A)));
        room.bus.takeOnly(Integer.MAX_VALUE);
        assertFalse(room.republish(chain(A)));
        assertEquals(4, new LinkedHashSet<>(room.feed()).size());
    }

    @Test
    void whatIsNotThereOrCannotBeReadIsReportedAndHoldsUpNothing() {
        EventsWorld room = story(new EventsWorld());
        room.plant("escrow#demo#broken", Map.of("at", AttributeValue.fromS("noon")));
        String entries = naming(A, 1, 5).replace("]}", ",{\"pk\":\"escrow#demo#broken\",\"sk\":1}]}");
        assertFalse(room.republish(entries));
        assertEquals(List.of(A.id() + " 1"), room.feed());
        for (String reason : List.of("absent", "unreadable")) {
            assertEquals(1, room.metrics.stream()
                    .filter(line -> line.contains("relay.skipped") && line.contains(reason)).count(), reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "[]", "7", "{}", "{\"entries\":[]}", "{\"entries\":{}}", "{\"entries\":[7]}",
        "{\"entries\":[{\"pk\":\"escrow#demo#x\"}]}", "{\"entries\":[{\"pk\":\"escrow#demo#x\",\"sk\":0}]}",
        "{\"entries\":[{\"pk\":\"escrow#demo#x\",\"sk\":\"one\"}]}", "{\"entries\":[{\"pk\":\"escrow\",\"sk\":1}]}",
        "{\"entries\":[{\"sk\":1}]}", "{\"chain\":7}", "{\"chain\":\"escrow#DEMO#x\"}", "{\"chain\":\"\"}",
    })
    void aMessageThatNamesNothingGoesToTheDeadLettersAndTellsNothing(String body) {
        EventsWorld room = story(new EventsWorld());
        assertTrue(room.republish(body));
        assertEquals(List.of(), room.bus.told());
        assertEquals(List.of(), room.feed());
    }

    @Test
    void aMessageNamesTwentyFiveEntriesAndNoMore() {
        EventsWorld room = new EventsWorld();
        IntStream.range(0, 26).forEach(_ -> room.append(A, "escrow.created.v1"));
        assertTrue(room.republish(naming(A, IntStream.rangeClosed(1, 26).toArray())));
        assertEquals(0, room.feed().size());
        assertFalse(room.republish(naming(A, IntStream.rangeClosed(1, 25).toArray())));
        assertEquals(25, room.feed().size());
    }

    @Test
    void whatAMessageSaysOfAnEntryBeyondItsNameIsNotHeard() {
        EventsWorld room = story(new EventsWorld());
        assertFalse(room.republish("{\"entries\":[{\"pk\":\"" + A + "\",\"sk\":1,\"event\":\"escrow.settled.v1\","
                + "\"attention\":\"opens late_money\"}]}"));
        assertEquals("escrow.created", room.types().getFirst());
        assertEquals(List.of(), room.work());
    }
}
