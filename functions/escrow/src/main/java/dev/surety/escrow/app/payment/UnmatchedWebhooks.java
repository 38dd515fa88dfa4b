package dev.surety.escrow.app.payment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/** Keeps notices that fit nothing we asked for, for somebody to look at. Keeping one twice is keeping it once. */
public interface UnmatchedWebhooks {
    ChainId chainId(MarketplaceId marketplace, String id);

    void park(MarketplaceId marketplace, WebhookNotice notice, Instant now);

    Optional<UnmatchedWebhook> find(MarketplaceId marketplace, String id);

    /** Appends that an operator has seen to it, and noted how; nothing if another call took the place. */
    Optional<UnmatchedWebhook> close(
            UnmatchedWebhook notice, Instant now, Actor actor, CommandKey key, Optional<String> note);
}
