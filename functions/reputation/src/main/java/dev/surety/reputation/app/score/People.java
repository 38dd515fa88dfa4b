package dev.surety.reputation.app.score;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import java.util.Collection;
import java.util.Set;

/** The participants of a marketplace. */
public interface People {
    /** Those of these ids that are participants; in one batch. */
    Set<ParticipantId> known(MarketplaceId marketplace, Collection<ParticipantId> ids);
}
