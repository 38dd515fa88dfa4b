package dev.surety.escrow.app.payment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * What a gateway tells.
 *
 * @param endpoint where it came in; it gives marketplace and account
 * @param id the gateway's own for this event
 * @param reference what we called the payment when we asked for it
 */
public record WebhookNotice(
        String gateway,
        String endpoint,
        String id,
        String type,
        String account,
        String reference,
        Optional<Money> amount) {
    /** The account a marketplace has at the gateway. */
    public static String account(String gateway, MarketplaceId marketplace) {
        return gateway + "_" + marketplace;
    }
}
