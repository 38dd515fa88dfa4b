package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port to a payment gateway. Every call carries our reference as its key: a repeated call is the same charge, or
 * the same refund. A hostile gateway can lie about money. It cannot make us pay out more than our journal holds.
 */
public interface Gateway {
    String name();

    /** Authorises and captures at once. */
    GatewayResult charge(Charge charge);

    /** The outcome of a charge. Empty if the gateway does not know the charge, which proves nothing. */
    Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference);

    /**
     * Cancels a charge. Answers {@code Declined} if the charge will never be made, and {@code Done} if it was made
     * before.
     */
    GatewayResult cancel(MarketplaceId marketplace, PaymentId reference);

    /**
     * Refunds a captured charge. The gateway never sends more than is left: the captured amount less refunds and
     * chargebacks. The gateway has to refuse this, because it hears of chargebacks before we do. An adapter to a
     * gateway that does not refuse must ask for chargebacks first, and must keep out concurrent refunds.
     */
    GatewayResult refund(Refunding refund);

    Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference);

    /** The chargebacks of a charge, and their status, as far as the gateway has heard. */
    List<GatewayChargeback> chargebacks(MarketplaceId marketplace, PaymentId reference);

    /**
     * Answers a chargeback with evidence, or gives it up. A gateway may say yes and do nothing, so the caller believes
     * only the answer that {@link #chargebacks} shows. {@code Declined}: it never takes this reference.
     */
    GatewayResult answer(ChargebackReply reply);

    /**
     * The payments of an account that have changed since the cursor, oldest change first. A change is a charge, a
     * cancellation, a refund, or a chargeback that the bank opens, loses or wins. We ask every day: a lost webhook then
     * delays news, and loses none. The gateway may name a change twice, or one that we know, but leaves none out.
     *
     * @param cursor of the previous answer; empty for the first question
     */
    Changes changedSince(MarketplaceId marketplace, String cursor);

    /**
     * Whether the gateway can list changes. If it cannot, we do not ask. Its adapter must then look at each captured
     * payment at 75 days; no adapter needs this yet.
     */
    default boolean listsChanges() {
        return true;
    }

    /**
     * @param references our ids of the payments, as far as the gateway knows
     * @param next the cursor for the next question
     * @param more whether the gateway has more changes now
     */
    record Changes(List<String> references, String next, boolean more) {
        public Changes {
            references = List.copyOf(references);
        }
    }

    /**
     * {@code returnUrl} is where the gateway's page sends the payer's browser afterwards; empty if the caller gave
     * none.
     */
    record Charge(
            MarketplaceId marketplace, PaymentId reference, Money amount, String method, Optional<String> returnUrl) {}

    record Refunding(MarketplaceId marketplace, RefundId reference, PaymentId payment, Money amount) {}

    /**
     * @param reason the gateway's code; empty if it gives none
     * @param evidenceDueBy the gateway takes evidence before this instant
     * @param answered the reference of the answer that the gateway has
     */
    record GatewayChargeback(
            String id,
            Money amount,
            Phase phase,
            String reason,
            Optional<Instant> evidenceDueBy,
            Optional<String> answered) {
        /** The state of the money; empty for a warning, which has taken none. */
        public Optional<ChargebackStatus> status() {
            return switch (phase) {
                case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW, WARNING_CLOSED -> Optional.empty();
                case NEEDS_RESPONSE, UNDER_REVIEW -> Optional.of(ChargebackStatus.OPEN);
                case WON -> Optional.of(ChargebackStatus.WON);
                case LOST -> Optional.of(ChargebackStatus.LOST);
            };
        }
    }

    /**
     * @param reference our key of the answer
     * @param file the key of the file of evidence; empty for an acceptance
     */
    record ChargebackReply(
            MarketplaceId marketplace,
            PaymentId payment,
            String chargeback,
            String reference,
            ChargebackAnswer.Kind kind,
            Optional<String> file,
            Optional<String> sha256) {}
}
