package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * The port to whoever takes money in. Every call carries a reference of ours as its key: the same call again is the
 * same charge, or the same refund. Whoever controls the gateway can lie about money; they cannot make us pay out what
 * our journal does not hold.
 */
public interface Gateway {
    String name();

    /** Authorises and captures at once. */
    GatewayResult charge(Charge charge);

    /** What became of a charge; empty when the gateway does not know it, which proves nothing. */
    Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference);

    /**
     * Makes sure a charge is not made: answers {@code Declined} when it never will be, {@code Done} when it was made
     * before this came.
     */
    GatewayResult cancel(MarketplaceId marketplace, PaymentId reference);

    /**
     * Sends money of a captured charge back, never more than is left of it: what was captured, less what went back,
     * less what the payer's bank has drawn. We may hear of a drawing later than the gateway, so this is its to refuse;
     * an adapter to one that does not has to ask first, and to know that nobody else asks meanwhile.
     */
    GatewayResult refund(Refunding refund);

    Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference);

    /** What the payer's bank has drawn of a charge, and what became of it, as far as the gateway has heard. */
    List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference);

    /**
     * Payments of an account of which something has changed since an earlier answer's cursor, oldest change first:
     * charged, called off or sent back without our having heard, or drawn, given back or kept by the payer's bank.
     * Asked every day, so that news whose notice was lost is late and not lost. The same change may be named twice, and
     * one that we know already; none is ever left out.
     *
     * @param cursor of the answer before; empty at the first question
     */
    Changes changedSince(MarketplaceId marketplace, String cursor);

    /**
     * Whether it can say what has changed at an account. One that cannot is not asked; an adapter to such a gateway has
     * to give each captured payment a look of its own at 75 days, which none needs yet.
     */
    default boolean listsChanges() {
        return true;
    }

    /**
     * @param references what we called the payments, as far as the gateway knows
     * @param next the cursor for the next question
     * @param more whether there is more to hear at once
     */
    record Changes(List<String> references, String next, boolean more) {
        public Changes {
            references = List.copyOf(references);
        }
    }

    /** {@code returnUrl} is where the payer's browser goes after the gateway's page; empty if nobody said. */
    record Charge(
            MarketplaceId marketplace, PaymentId reference, Money amount, String method, Optional<String> returnUrl) {}

    record Refunding(MarketplaceId marketplace, RefundId reference, PaymentId payment, Money amount) {}

    record GatewayChargeback(String id, Money amount, ChargebackStatus status) {}
}
