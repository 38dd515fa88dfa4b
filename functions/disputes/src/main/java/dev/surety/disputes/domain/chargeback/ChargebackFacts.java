package dev.surety.disputes.domain.chargeback;

import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;

/** What the payment's chain tells of a chargeback. */
public record ChargebackFacts(PaymentId payment, ParticipantId payer, String gateway, Told told) {
    public ChargebackReason reason() {
        return ChargebackReason.of(told.reason());
    }
}
