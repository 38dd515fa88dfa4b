package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import java.util.Optional;

/** Participants as they stand now. */
public interface Payees {
    Optional<Looked> find(MarketplaceId marketplace, ParticipantId payee);

    /** @param version of the chain that the standing was read from */
    record Looked(Standing standing, ChainId chain, int version) {
        public Unchanged unchanged() {
            return new Unchanged(chain, version);
        }
    }
}
