package dev.surety.payouts.app.file;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import java.util.List;

/** The pages of a run. */
public interface FilePages {
    /** The payouts that a page plans, in its order. */
    List<PayoutId> payouts(MarketplaceId marketplace, RunId run, int group, int page);
}
