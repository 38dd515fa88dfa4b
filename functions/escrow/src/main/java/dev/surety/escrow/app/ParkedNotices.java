package dev.surety.escrow.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/** Keeps notices that fit nothing we asked for, for somebody to look at. Keeping one twice is keeping it once. */
public interface ParkedNotices {
    ChainId chainId(MarketplaceId marketplace, String id);

    void park(MarketplaceId marketplace, HearNotice.Notice notice, Instant now);

    Optional<ParkedNotice> find(MarketplaceId marketplace, String id);

    /** Appends that an operator has seen to it, and noted how; nothing if another call took the place. */
    Optional<ParkedNotice> close(ParkedNotice notice, Instant now, Actor actor, CommandKey key, Optional<String> note);
}
