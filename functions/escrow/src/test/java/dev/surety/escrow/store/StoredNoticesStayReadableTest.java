package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.escrow.app.payment.UnmatchedWebhook;
import dev.surety.escrow.app.payment.WebhookNotice;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored of a notice today is what the golden file holds, for ever. */
class StoredNoticesStayReadableTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    /** Read and no longer written. */
    private static final String FORMER = "gateway.notice_closed.v1";

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aNoticeParkedAndClosedIsStoredAsTheGoldenFileSays() throws IOException {
        var journal = new Journal(
                MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z")), SuretyTables.JOURNAL);
        var notices = new JournalUnmatchedWebhooks(journal);
        String reference = "pay_dddddddddddddddddddddddddd";
        var notice = new WebhookNotice(
                "sandbox", "demo", "evt-1", "charge.captured", "sandbox_demo", reference, Optional.empty());
        notices.park(DEMO, notice, NOON);
        String id = Id.derive("ntc", "sandbox", "demo", "evt-1");
        UnmatchedWebhook parked = notices.find(DEMO, id).orElseThrow();

        notices.close(parked, NOON, Actor.of("staff:ana"), CommandKey.ofFact("close", id), Optional.of("w_1"));

        List<GoldenLine> stored = journal.load(new ChainId("notice", DEMO, id)).entries().stream()
                .map(GoldenLine::of)
                .toList();
        List<GoldenLine> today = GoldenLine.all("escrow", "notice").stream()
                .filter(line -> !line.name().equals(FORMER))
                .toList();
        assertEquals(today, stored);
        UnmatchedWebhook closed = notices.find(DEMO, id).orElseThrow();
        assertEquals(reference, closed.reference());
        assertEquals(Optional.of(new UnmatchedWebhook.Closed(NOON, Optional.of("w_1"))), closed.closed());
    }

    @Test
    void aNoticeThatWasClosedBeforeEntriesHadNotesStillSaysWhatWasSaidOfIt() throws IOException {
        var journal = new Journal(
                MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z")), SuretyTables.JOURNAL);
        var chain = new ChainId("notice", DEMO, Id.derive("ntc", "sandbox", "demo", "evt-1"));
        for (String name : List.of("gateway.notice_parked.v1", FORMER)) {
            GoldenLine line = GoldenLine.all("escrow", "notice").stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            journal.append(
                    journal.load(chain),
                    Draft.of(name, Json.object(line.data()), NOON, Actor.TIMER, CommandKey.ofFact(name)));
        }
        UnmatchedWebhook closed = new JournalUnmatchedWebhooks(journal).find(DEMO, chain.id()).orElseThrow();
        assertEquals(Optional.of(new UnmatchedWebhook.Closed(NOON, Optional.of("w_1"))), closed.closed());
    }
}
