package dev.surety.escrow.app.webhook;

import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.app.payment.UnmatchedWebhooks;
import dev.surety.escrow.app.payment.WebhookNotice;
import dev.surety.escrow.app.process.WatchPayment;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import dev.surety.runtime.marketplace.Marketplaces;
import java.util.Optional;

/**
 * Handles a gateway's webhook, which is a hint only. If it names a payment of ours, with our amount and account, we ask
 * the gateway and believe its answer. Anything else is parked.
 */
public final class HandleWebhook {
    private final Payments payments;
    private final WatchPayment watching;
    private final UnmatchedWebhooks parked;
    private final Marketplaces marketplaces;
    private final WatchPayment.Present present;
    private final Gateways gateways;

    public HandleWebhook(
            Payments payments,
            WatchPayment watching,
            UnmatchedWebhooks parked,
            Marketplaces marketplaces,
            WatchPayment.Present present,
            Gateways gateways) {
        this.payments = payments;
        this.watching = watching;
        this.parked = parked;
        this.marketplaces = marketplaces;
        this.present = present;
        this.gateways = gateways;
    }

    public enum WebhookResult {
        FOLLOWED,
        PARKED,
        /** This stack has no such gateway or endpoint. */
        NOBODYS
    }

    public WebhookResult hear(WebhookNotice notice) {
        Optional<MarketplaceId> marketplace = marketplace(notice);
        if (marketplace.isEmpty()) {
            return WebhookResult.NOBODYS;
        }
        boolean ours = Id.isWellFormed(PaymentId.PREFIX, notice.reference())
                && notice.account().equals(WebhookNotice.account(notice.gateway(), marketplace.get()))
                && isAsked(marketplace.get(), notice)
                && watching.look(marketplace.get(), new PaymentId(notice.reference()));
        if (!ours) {
            parked.park(marketplace.get(), notice, present.now(marketplace.get()));
        }
        return ours ? WebhookResult.FOLLOWED : WebhookResult.PARKED;
    }

    /** Every marketplace has one endpoint at each gateway of its stack, with the marketplace's own name. */
    private Optional<MarketplaceId> marketplace(WebhookNotice notice) {
        return Optional.of(notice)
                .filter(of -> gateways.has(of.gateway()) && MarketplaceId.isWellFormed(of.endpoint()))
                .map(of -> new MarketplaceId(of.endpoint()))
                .filter(marketplace -> marketplaces.find(marketplace).isPresent());
    }

    private boolean isAsked(MarketplaceId marketplace, WebhookNotice notice) {
        Optional<Payment> payment =
                payments.load(marketplace, new PaymentId(notice.reference())).payment();
        return payment.filter(known -> known.requested().gateway().equals(notice.gateway()))
                .filter(known -> notice.amount()
                        .filter(amount -> !amount.equals(known.requested().amount()))
                        .isEmpty())
                .isPresent();
    }
}
