package dev.surety.escrow.app.payment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps webhooks that match nothing we asked for, so that an operator can look at them. Parking one twice parks it
 * once.
 */
public interface UnmatchedWebhooks {
    ChainId chainId(MarketplaceId marketplace, String id);

    void park(MarketplaceId marketplace, WebhookNotice notice, Instant now);

    Optional<UnmatchedWebhook> find(MarketplaceId marketplace, String id);

    /**
     * Appends that an operator has resolved the webhook, with a note. Returns nothing if another call took the place.
     */
    Optional<UnmatchedWebhook> close(
            UnmatchedWebhook notice, Instant now, Actor actor, CommandKey key, Optional<String> note);
}
