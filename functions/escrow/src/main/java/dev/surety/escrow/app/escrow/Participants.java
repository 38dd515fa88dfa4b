package dev.surety.escrow.app.escrow;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import java.util.Optional;

/** What onboarding lets others know of a participant. */
public interface Participants {
    Optional<Standing> find(MarketplaceId marketplace, ParticipantId id);

    /** What it has behind it as a payee; asked for where money is released, and nowhere else. */
    Optional<SalesRecord> sales(MarketplaceId marketplace, ParticipantId id);
}
