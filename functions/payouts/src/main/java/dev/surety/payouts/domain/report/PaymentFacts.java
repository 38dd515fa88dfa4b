package dev.surety.payouts.domain.report;

import dev.surety.model.money.Money;
import java.util.List;

/**
 * The money that our journal says a gateway moved for a payment.
 *
 * @param facts oldest first
 */
public record PaymentFacts(String gateway, List<Fact> facts) {
    public PaymentFacts {
        facts = List.copyOf(facts);
    }

    /**
     * @param id names it among the payment's facts for ever
     * @param reference our refund, or the gateway's chargeback; empty for the capture
     * @param amount positive
     */
    public record Fact(RowKind kind, String id, String reference, Money amount) {}
}
