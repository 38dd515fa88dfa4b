package dev.surety.escrow.store;

import dev.surety.escrow.app.escrow.Participants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;

/**
 * Reads a participant's standing from the last entry of its chain, and its sales from the last entry of its record. If
 * the record has no entries, the standing tells the sales.
 */
public final class JournalParticipants implements Participants {
    private final Journal journal;

    public JournalParticipants(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<Standing> find(MarketplaceId marketplace, ParticipantId id) {
        return journal.last(new ChainId("participant", marketplace, id.value()))
                .map(entry -> Json.shared(
                        Json.object(entry.data()).path("standing"), Standing.class, Standing.VERSION));
    }

    @Override
    public Optional<SalesRecord> sales(MarketplaceId marketplace, ParticipantId id) {
        return journal.last(new ChainId("record", marketplace, id.value()))
                .map(entry -> Json.shared(
                        Json.object(entry.data()).path("record"), SalesRecord.class, SalesRecord.VERSION))
                .or(() -> find(marketplace, id).flatMap(Standing::record));
    }
}
