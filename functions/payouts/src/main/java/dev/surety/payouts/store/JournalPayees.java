package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Standing;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Participants;
import java.util.Optional;

/** Reads a payee's standing from the last entry of the participant's chain. */
public final class JournalPayees implements Payees {
    private final Journal journal;

    public JournalPayees(Journal journal) {
        this.journal = journal;
    }

    static ChainId chain(MarketplaceId marketplace, ParticipantId payee) {
        return new ChainId(Participants.TYPE, marketplace, payee.value());
    }

    @Override
    public Optional<Looked> find(MarketplaceId marketplace, ParticipantId payee) {
        ChainId chain = chain(marketplace, payee);
        return journal.last(chain)
                .map(entry -> new Looked(
                        Json.shared(Json.object(entry.data()).path("standing"), Standing.class, Standing.VERSION),
                        chain,
                        entry.number()));
    }
}
