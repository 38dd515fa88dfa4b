package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A stored entry of each event of a period and of an export, for ever: lines are added, none is changed. */
class StoredPeriodsStayReadableTest {
    private static boolean isOfPeriod(GoldenLine line) {
        return line.name().startsWith("period.");
    }

    private static String written(GoldenLine line) {
        boolean isOfPeriod = isOfPeriod(line);
        var event = isOfPeriod ? BookChains.PERIODS.read(line.entry()) : BookChains.EXPORTS.read(line.entry());
        var state = isOfPeriod ? BookChains.period(line.entry()) : BookChains.export(line.entry());
        var data = (ObjectNode) Json.tree(event);
        data.set("state", Json.tree(state));
        return Json.canonical(data);
    }

    @Test
    void eachIsReadAndWouldBeWrittenTheSameAndReadAsALaterReleaseWritesIt() throws IOException {
        for (GoldenLine line : GoldenLine.all("ledger", "book")) {
            ObjectNode stored = Json.object(line.data());
            stored.remove("tells");
            assertEquals(Json.canonical(stored), written(line), line.name());
            assertEquals(line.data(), Json.canonical(Json.object(line.data())), "a golden line is canonical");
            assertEquals(written(line), written(line.newer()), line.name());
        }
    }

    @Test
    void eachEventIsThere() throws IOException {
        Set<String> all = new TreeSet<>(BookChains.PERIODS.names());
        all.addAll(BookChains.EXPORTS.names());
        assertEquals(
                all,
                GoldenLine.all("ledger", "book").stream().map(GoldenLine::name).collect(Collectors.toSet()));
    }

    @Test
    void anEventOfALaterReleaseWaits() {
        assertThrows(Outage.class, () -> BookChains.period(new GoldenLine("period.opened.v1", "{}").entry()));
    }

    /** Entries as this release writes them, once for the golden file. */
    @Test
    void whatIsWrittenTodayHasTheFormOfTheGoldenLines() throws IOException {
        MonthWorld month = MonthWorld.lived();
        month.written();
        for (GoldenLine line : GoldenLine.all("ledger", "book")) {
            if (line.name().equals("period.file_written.v1")) {
                var last = month.town().journal.last(BookChains.period(LedgerWorld.DEMO, "2026-11")).orElseThrow();
                assertEquals(members(line.data()), members(last.data()));
            }
        }
    }

    private static Set<String> members(String data) {
        Set<String> members = new TreeSet<>();
        Json.object(data).properties().forEach(member -> {
            members.add(member.getKey());
            member.getValue().properties().forEach(inner -> members.add(member.getKey() + "." + inner.getKey()));
        });
        return members;
    }
}
