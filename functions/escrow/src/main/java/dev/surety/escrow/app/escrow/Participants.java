package dev.surety.escrow.app.escrow;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import java.util.Optional;

/** The participant data that onboarding shares with other functions. */
public interface Participants {
    Optional<Standing> find(MarketplaceId marketplace, ParticipantId id);

    /** The payee's past sales. Only decisions that may release money read them. */
    Optional<SalesRecord> sales(MarketplaceId marketplace, ParticipantId id);
}
