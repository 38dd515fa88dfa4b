package dev.surety.ledger.app.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The participants of a marketplace, and how they stand. */
public final class Participants {
    private final Journal journal;

    public Participants(Journal journal) {
        this.journal = journal;
    }

    public boolean has(MarketplaceId marketplace, ParticipantId participant) {
        return last(marketplace, participant).isPresent();
    }

    /** Nothing if its last entry is of the time before entries said it. */
    public Optional<Standing> standing(MarketplaceId marketplace, ParticipantId participant) {
        return last(marketplace, participant)
                .map(last -> Json.object(last.data()).path("standing"))
                .filter(JsonNode::isObject)
                .map(standing -> Json.shared(standing, Standing.class, Standing.VERSION));
    }

    private Optional<Entry> last(MarketplaceId marketplace, ParticipantId participant) {
        return journal.last(new ChainId("participant", marketplace, participant.value()));
    }
}
