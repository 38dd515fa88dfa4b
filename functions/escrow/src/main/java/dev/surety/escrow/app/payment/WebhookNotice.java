package dev.surety.escrow.app.payment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * The content of a gateway's webhook.
 *
 * @param endpoint where the webhook came in; it gives marketplace and account
 * @param id the gateway's own id of this event
 * @param reference our id of the payment
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
