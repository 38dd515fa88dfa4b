package dev.surety.escrow.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/** Keeps notices that fit nothing we asked for, for somebody to look at. Keeping one twice is keeping it once. */
public interface ParkedNotices {
    void park(MarketplaceId marketplace, HearNotice.Notice notice, Instant now);

    Optional<ParkedNotice> find(MarketplaceId marketplace, String id);

    /** Appends that somebody has seen to it; nothing if another entry took the place. {@code words} say how. */
    Optional<Closed> close(ParkedNotice notice, Instant now, Actor actor, CommandKey key, String words);

    /** {@code fresh} says whether this call put the entry; if not, an earlier call with the same key did. */
    record Closed(ParkedNotice notice, boolean fresh) {}
}
