package dev.surety.ledger.app.report;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.Journal;

/** Whether a participant is one of a marketplace's. */
public final class Participants {
    private final Journal journal;

    public Participants(Journal journal) {
        this.journal = journal;
    }

    public boolean has(MarketplaceId marketplace, ParticipantId participant) {
        return journal.last(new ChainId("participant", marketplace, participant.value()))
                .isPresent();
    }
}
