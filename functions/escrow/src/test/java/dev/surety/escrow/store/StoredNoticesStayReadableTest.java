package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.app.HearNotice.Notice;
import dev.surety.escrow.app.ParkedNotice;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.testkit.FixedClock;
import dev.surety.testkit.MemoryDynamo;
import dev.surety.testkit.SuretyTables;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored of a notice today is what the golden file holds, for ever. */
class StoredNoticesStayReadableTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aNoticeParkedAndClosedIsStoredAsTheGoldenFileSays() throws IOException {
        var journal = new Journal(
                MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z")), SuretyTables.JOURNAL);
        var notices = new JournalNotices(journal);
        String reference = "pay_dddddddddddddddddddddddddd";
        var notice = new Notice(
                "sandbox", "demo", "evt-1", "charge.captured", "sandbox_demo", reference, Optional.empty());
        notices.park(DEMO, notice, NOON);
        String id = Id.derive("ntc", "sandbox", "demo", "evt-1");
        ParkedNotice parked = notices.find(DEMO, id).orElseThrow();

        notices.close(parked, NOON, Actor.of("staff:ana"), CommandKey.ofFact("close", id), "w_1");

        List<GoldenLine> stored = journal.load(new ChainId("notice", DEMO, id)).entries().stream()
                .map(entry -> new GoldenLine("notice", entry.event(), entry.data()))
                .toList();
        assertEquals(GoldenLine.all("notice"), stored);
        ParkedNotice closed = notices.find(DEMO, id).orElseThrow();
        assertEquals(reference, closed.reference());
        assertEquals(Optional.of(new ParkedNotice.Closed(NOON, "w_1")), closed.closed());
    }
}
