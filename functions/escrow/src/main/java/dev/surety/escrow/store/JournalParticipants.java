package dev.surety.escrow.store;

import dev.surety.escrow.app.Participants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;

/** Reads the last entry of a participant's chain: every one carries the standing. */
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
}
