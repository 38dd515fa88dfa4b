package dev.surety.payouts.app.statement;

import dev.surety.messages.nacha.NachaChange.Corrected;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;

/** Keeps what a bank corrects of a payee's account, under the payout's own key. */
@FunctionalInterface
public interface Corrections {
    /** The vault's commitment. The same correction gives the same. */
    String keep(MarketplaceId marketplace, PayoutId payout, Corrected corrected);
}
