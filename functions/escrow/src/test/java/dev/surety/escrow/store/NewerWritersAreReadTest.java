package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import dev.surety.testkit.NewerWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Functions are deployed and rolled back one by one: each reads what a newer one wrote, as far as it knows it. */
class NewerWritersAreReadTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Journal journal =
            new Journal(MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z")), SuretyTables.JOURNAL);

    @Test
    void everyGoldenEventIsReadWithAMemberThatNobodyKnows() throws IOException {
        List<GoldenLine> escrows = GoldenLine.all("escrow", "escrow");
        for (GoldenLine line : escrows) {
            assertEquals(
                    EscrowEvents.read(line.entry()), EscrowEvents.read(line.newer().entry()), line.name());
        }
        List<GoldenLine> payments = GoldenLine.all("escrow", "payment");
        for (GoldenLine line : payments) {
            assertEquals(
                    PaymentEvents.read(line.entry()), PaymentEvents.read(line.newer().entry()), line.name());
        }
        assertEquals(true, escrows.size() > 20 && payments.size() > 5);
    }

    @Test
    void everyGoldenNoticeIsReadWithAMemberThatNobodyKnows() throws IOException {
        for (GoldenLine line : GoldenLine.all("escrow", "notice")) {
            append("notice", "old", line.name(), line.data());
            append("notice", "new", line.name(), NewerWriter.of(line.data()));
        }
        var notices = new JournalUnmatchedWebhooks(journal);
        var old = notices.find(DEMO, "old").orElseThrow();
        var read = notices.find(DEMO, "new").orElseThrow();
        assertEquals(old.reference(), read.reference());
        assertEquals(old.closed(), read.closed());
    }

    @Test
    void aStandingOfANewerOnboardingIsReadAndOneOfANewerVersionIsWaitedFor() {
        String standing = "{\"active\":[\"pay\"],\"inflowBlocked\":false,\"outflowBlocked\":false,\"record\":null,"
                + "\"state\":\"active\",\"v\":%d}";
        var id = new ParticipantId("par_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        append("participant", id.value(), "participant.judged.v7", "{\"standing\":" + standing.formatted(1) + "}");
        String data = journal.last(new ChainId("participant", DEMO, id.value())).orElseThrow().data();
        append("participant", id.value(), "participant.judged.v8", NewerWriter.of(data));
        var participants = new JournalParticipants(journal);
        assertEquals(Optional.of(true), participants.find(DEMO, id).map(of -> of.may(Standing.PAY)));

        append("participant", id.value(), "participant.judged.v9", "{\"standing\":" + standing.formatted(2) + "}");
        assertThrows(Outage.class, () -> participants.find(DEMO, id));
    }

    private void append(String type, String id, String event, String data) {
        var chain = journal.load(new ChainId(type, DEMO, id));
        var key = CommandKey.ofFact(type, id, Integer.toString(chain.version()));
        journal.append(chain, Draft.of(event, Json.object(data), NOON, Actor.TIMER, key));
    }
}
