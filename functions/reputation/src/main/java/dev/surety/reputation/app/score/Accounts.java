package dev.surety.reputation.app.score;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;

/** The accounts that participants are paid to. */
public interface Accounts {
    /** Whether two participants have the same account, verified for both. */
    boolean isShared(MarketplaceId marketplace, ParticipantId one, ParticipantId other);
}
