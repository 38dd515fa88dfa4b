package dev.surety.disputes.domain.chargeback;

import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;

/** The facts of a chargeback, as the payment's chain tells them. */
public record ChargebackFacts(PaymentId payment, ParticipantId payer, String gateway, Told told) {
    public ChargebackReason reason() {
        return ChargebackReason.of(told.reason());
    }
}
