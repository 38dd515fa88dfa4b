package dev.surety.onboarding.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.lists.ListsChain;
import dev.surety.onboarding.domain.lists.ListState;
import dev.surety.onboarding.domain.lists.ListsState;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The golden file holds stored states of the lists for ever: lines are added, none is changed. */
class StoredListsStayReadableTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("onboarding", "lists");
    }

    @Test
    void everyLineIsReadAsItIsAndAsANewerReleaseMayWriteIt() throws IOException {
        for (GoldenLine line : golden()) {
            assertEquals(line.data(), Json.canonical(Json.object(line.data())), "a golden line is canonical");
            ListsState state = ListsChain.state(Optional.of(line.entry()));
            assertEquals(state, ListsChain.state(Optional.of(line.newer().entry())), line.name());
            assertEquals(2, state.lists().size());
        }
        assertEquals(
                Set.of(ListsChain.CHANGED, ListsChain.CHECKED, ListsChain.TOLD),
                golden().stream().map(GoldenLine::name).collect(Collectors.toSet()));
        ListsState told = ListsChain.state(Optional.of(golden().getLast().entry()));
        assertEquals(1, told.find("un").flatMap(ListState::refused).orElseThrow().line());
    }

    @Test
    void todaysEntriesHaveTheShapeOfTheGoldenFile() throws IOException {
        ListsWorld world = new ListsWorld();
        world.round();
        world.round();
        world.published.put("consolidated.xml", "<CONSOLIDATED_LIST");
        world.round();
        List<Entry> entries = world.entries();
        for (Entry entry : List.of(entries.get(0), entries.get(1), entries.getLast())) {
            assertEquals(shape(golden(), entry.event()), masked(entry.data()), entry.event());
        }
    }

    private static String shape(List<GoldenLine> lines, String event) {
        return lines.stream()
                .filter(line -> line.name().equals(event))
                .map(line -> masked(line.data()))
                .findFirst()
                .orElseThrow();
    }

    /** Hashes are of contents that may change; the shape is not. */
    private static String masked(String data) {
        return data.replaceAll("[0-9a-f]{64}", "hash").replaceAll("\"(names|entries)\":\\d+", "\"$1\":0");
    }
}
