package dev.surety.escrow.app;

import dev.surety.model.id.MarketplaceId;
import java.time.Instant;

/** Where notices are kept that fit nothing we asked for: somebody looks at them. Keeping one twice is keeping it once. */
public interface ParkedNotices {
    void park(MarketplaceId marketplace, HearNotice.Notice notice, Instant now);
}
