package dev.surety.escrow.app;

import dev.surety.model.id.MarketplaceId;
import java.time.Instant;

/** Keeps notices that fit nothing we asked for, for somebody to look at. Keeping one twice is keeping it once. */
public interface ParkedNotices {
    void park(MarketplaceId marketplace, HearNotice.Notice notice, Instant now);
}
