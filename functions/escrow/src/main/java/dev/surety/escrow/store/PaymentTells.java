package dev.surety.escrow.store;

import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.model.dispute.PaymentChargebacks;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The member {@code tells} of a payment's entry: the state after it. The gateway's movement of money adds {@code
 * parts}, each escrow's share of it. A bank's word adds the chargeback and its state. The ledger's reports read both.
 */
final class PaymentTells {
    private PaymentTells() {}

    static ObjectNode of(PaymentEvent event, Payment after) {
        ObjectNode tells = Json.object().put("state", after.status().code());
        Optional<Payment.Chargeback> bank = chargeback(event).flatMap(after::chargeback);
        bank.ifPresent(said -> tells.putObject("chargeback")
                .put("id", said.id())
                .put("state", said.status().code()));
        List<Part> parts = bank.map(Payment.Chargeback::parts).orElseGet(() -> parts(event, after));
        if (!parts.isEmpty()) {
            var told = tells.putArray("parts");
            for (Part part : parts) {
                told.addObject()
                        .put("escrow", part.escrow().value())
                        .put("amountMinor", part.amount().amountMinor());
            }
        }
        return tells;
    }

    /** The payment's chargebacks in shared words; nothing before the first notice. */
    static Optional<PaymentChargebacks> chargebacks(Payment after) {
        return after.told().isEmpty()
                ? Optional.empty()
                : Optional.of(new PaymentChargebacks(
                        PaymentChargebacks.VERSION,
                        after.requested().payer(),
                        after.requested().gateway(),
                        after.told()));
    }

    private static Optional<String> chargeback(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.ChargebackOpened(var id, _, _) -> Optional.of(id);
            case PaymentEvent.ChargebackWon(var id, _) -> Optional.of(id);
            case PaymentEvent.ChargebackLost(var id) -> Optional.of(id);
            case PaymentEvent.ChargebackRegained(var id, _) -> Optional.of(id);
            default -> Optional.empty();
        };
    }

    private static List<Part> parts(PaymentEvent event, Payment after) {
        return switch (event) {
            case PaymentEvent.Captured _, PaymentEvent.CapturedLate _ -> after.requested().parts();
            case PaymentEvent.Refunded(_, var escrow, var amount) -> List.of(new Part(escrow, amount));
            case PaymentEvent.RefundedLate(_, var escrow, var amount) -> List.of(new Part(escrow, amount));
            default -> List.of();
        };
    }
}
