package dev.surety.onboarding.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.onboarding.domain.lists.ListState;
import dev.surety.runtime.resilience.Outage;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.synthetic.SyntheticLists;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lists are read round by round; the last whole ones stay in force whatever a publisher does. */
class ListsAreKeptTest {
    private final ListsWorld world = new ListsWorld();

    @Test
    void theFirstRoundPutsAnIndexInForce() {
        assertEquals(Optional.empty(), world.lists().inForce());

        world.round();

        assertEquals(List.of("changed"), world.events());
        String version = world.lists().inForce().orElseThrow();
        ScreeningIndex index = world.lists().find(version).orElseThrow();
        assertEquals(version, index.version());
        assertTrue(index.find("ofac_sdn", "9001").isPresent());
        assertTrue(index.find("un", "8003").isPresent());
        assertEquals(6, world.files.files.size(), "five files of publishers and the index");
        world.check();
    }

    @Test
    void anUnchangedRoundWritesOneEntryAndNoFile() {
        world.round();
        world.publishOtherwise("consolidated.xml", "2026-01-05T00:00:00.000Z", "2026-01-06T00:00:00.000Z");
        world.clock.advance(Duration.ofHours(4));
        world.round();

        assertEquals(List.of("changed", "checked"), world.events());
        assertEquals(6, world.files.files.size());
        ListState un = world.state().find("un").orElseThrow();
        assertEquals(Duration.ofHours(4), Duration.between(un.changedAt(), un.readAt()));
    }

    @Test
    void aChangedEntryIsInTheNextIndexAndTheFormerOneCanStillBeCompared() {
        world.round();
        String before = world.lists().inForce().orElseThrow();
        world.publishOtherwise("sdn.csv", "ZELTOVRIN, Ardan Mirkovich\"", "ZELTOVRIN, Ardan\"");
        world.round();

        String after = world.lists().inForce().orElseThrow();
        assertNotEquals(before, after);
        assertEquals(List.of("changed", "changed"), world.events());
        ScreeningIndex changes = world.lists().find(after).orElseThrow().difference(
                world.lists().find(before).orElseThrow());
        assertEquals(1, changes.entryCount());
        assertEquals("9001", changes.entryId(0));
        assertEquals(Optional.empty(), world.lists().find("0".repeat(64)), "an index that no entry names");
    }

    @Test
    void aBrokenListLeavesTheOldOneAndIsTold() {
        world.round();
        String before = world.lists().inForce().orElseThrow();
        world.published.put("alt.csv", "9001,50001,\"aka\",\"X\",-0- ,-0- \r\n" + ListsWorld.END);
        world.publishOtherwise("consolidated.xml", "Colonel Rain", "Colonel Snow");
        world.round();

        assertEquals(
                List.of("changed", "changed", "told opens screening_list_refused"), world.events());
        ScreeningIndex index =
                world.lists().find(world.lists().inForce().orElseThrow()).orElseThrow();
        assertNotEquals(before, index.version(), "the other list goes on");
        assertTrue(index.find("ofac_sdn", "9001").orElseThrow().names().size() > 2, "the last whole list");
        var refused = world.state().find("ofac_sdn").flatMap(ListState::refused).orElseThrow();
        assertEquals("alt.csv 1 columns", refused.file() + " " + refused.line() + " " + refused.rule());

        world.round();
        assertEquals(4, world.entries().size(), "told once");
        world.published.clear();
        world.round();
        assertEquals("told closes screening_list_refused", world.events().getLast());
        world.check();
    }

    @Test
    void aListThatLosesMostOfItsEntriesIsNotTaken() {
        world.round();
        String before = world.lists().inForce().orElseThrow();
        var sdn = new String(SyntheticLists.file("sdn.csv"), StandardCharsets.UTF_8);
        String five = sdn.lines().limit(5).collect(Collectors.joining("\r\n")) + "\r\n" + ListsWorld.END;
        world.published.put("sdn.csv", five);
        for (String rest : List.of("alt.csv", "add.csv", "sdn_comments.csv")) {
            world.published.put(rest, ListsWorld.END);
        }
        world.round();

        assertEquals(Optional.of(before), world.lists().inForce());
        assertEquals("told opens screening_list_refused", world.events().getLast());
        var refused = world.state().find("ofac_sdn").flatMap(ListState::refused).orElseThrow();
        assertEquals("sdn.csv 0 entries", refused.file() + " " + refused.line() + " " + refused.rule());
        assertEquals(6, world.files.files.size(), "none of it is stored");

        String six = sdn.lines()
                .filter(line -> !line.startsWith("9006,"))
                .limit(6)
                .collect(Collectors.joining("\r\n"));
        world.published.put("sdn.csv", six + ListsWorld.END);
        world.round();
        assertNotEquals(Optional.of(before), world.lists().inForce(), "half and more is a change like others");
    }

    @Test
    void aListThatIsNotReadFor26HoursIsTold() {
        world.round();
        world.away.add("un");
        for (int hours = 4; hours <= 24; hours += 4) {
            world.clock.advance(Duration.ofHours(4));
            world.round();
        }
        assertTrue(world.events().stream().noneMatch(event -> event.startsWith("told")));
        world.clock.advance(Duration.ofHours(4));
        world.round();
        assertEquals("told opens screening_list_stale", world.events().getLast());
        assertTrue(world.lists().inForce().isPresent(), "payouts go on with the last");
        assertEquals(true, world.get().body().at("/data/1/stale").booleanValue());

        world.away.clear();
        world.round();
        assertEquals("told closes screening_list_stale", world.events().getLast());
    }

    @Test
    void brokenFilesForLongAreNoReading() {
        world.round();
        world.published.put("consolidated.xml", "<CONSOLIDATED_LIST>");
        world.clock.advance(Duration.ofHours(27));
        world.round();
        assertEquals(
                List.of("changed", "checked", "told opens screening_list_refused", "told opens screening_list_stale"),
                world.events());
    }

    @Test
    void nothingIsSearchedBeforeEveryListWasRead() {
        world.away.add("un");
        world.round();
        assertEquals(Optional.empty(), world.lists().inForce());
        world.clock.advance(Duration.ofHours(27));
        world.round();
        assertEquals("told opens screening_list_stale", world.events().getLast(), "from the first try on");
        world.away.clear();
        world.round();
        assertTrue(world.lists().inForce().isPresent());
    }

    @Test
    void anIndexThatThisReleaseCannotReadIsAnOutage() {
        world.round();
        String version = world.lists().inForce().orElseThrow();
        String key = world.files.files.keySet().stream()
                .filter(name -> name.startsWith("screening/index/"))
                .findFirst()
                .orElseThrow();
        world.files.files.put(key, "another layout".getBytes(StandardCharsets.US_ASCII));
        assertThrows(Outage.class, () -> world.lists().find(version));
        world.files.files.remove(key);
        assertThrows(Outage.class, () -> world.lists().find(version));
    }

    @Test
    void complianceReadsTheListsAndNobodyElseDoes() {
        assertEquals(200, world.get().status());
        assertNull(world.get().body().at("/index").stringValue(null));
        world.round();

        Response answer = world.get();
        assertEquals("ofac_sdn", answer.body().at("/data/0/list").asString(""));
        assertEquals(11, answer.body().at("/data/0/entries").asInt(0));
        assertEquals("2026-11-22T10:00:00.000Z", answer.body().at("/data/0/readAt").asString(""));
        assertTrue(answer.body().at("/data/1/refused").isNull());
        assertEquals(world.lists().inForce().orElseThrow(), answer.body().at("/index").asString(""));
        assertTrue(!answer.bytes().contains("ZELTOVRIN"), "no name of a list");

        assertEquals(403, world.get("participants:read", "person", "per_c1").status());
        assertEquals(403, world.get("participants:decide", "participant", "par_rvs7z56uragnkislg3bt4q3bpt").status());
    }
}
