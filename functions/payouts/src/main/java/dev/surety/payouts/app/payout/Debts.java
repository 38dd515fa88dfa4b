package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Currency;

/** Collects what a payee owes before money goes out to it. */
public interface Debts {
    /**
     * @param cause names the payout before which this happens; one cause collects once
     * @return whether the payee still owes money
     */
    boolean collect(MarketplaceId marketplace, ParticipantId payee, Currency currency, String cause);
}
