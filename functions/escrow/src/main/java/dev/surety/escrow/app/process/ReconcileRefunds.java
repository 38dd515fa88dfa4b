package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.AddToPayment;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds refunds that a gateway declined and sent all the same. By then the escrow has the money again, or the money
 * waits for a person in suspense. We book the payer's money out of suspense and raise attention for a person. This
 * covers finished refunds only: {@link SendRefund} itself asks before it retries one.
 */
public final class ReconcileRefunds {
    private final Escrows escrows;
    private final AddToPayment adding;
    private final Gateways gateways;

    public ReconcileRefunds(Escrows escrows, Payments payments, Gateways gateways) {
        this.escrows = escrows;
        this.adding = new AddToPayment(payments);
        this.gateways = gateways;
    }

    PaymentChain learn(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        MarketplaceId marketplace = payment.chain().id().marketplace();
        Gateway gateway = gateways.of(payment);
        for (PaymentEvent.RefundedLate late : possible(payment)) {
            if (wasSent(gateway, marketplace, late.reference())) {
                payment = adding.add(
                        payment,
                        as -> isKnown(as, late) ? Optional.empty() : Optional.of(fact(gateway, late, now)));
            }
        }
        return payment;
    }

    /**
     * A finished refund has no timer. If the gateway does not answer, the outage makes the sender of the hint try
     * again.
     */
    private static boolean wasSent(Gateway gateway, MarketplaceId marketplace, RefundId reference) {
        Optional<GatewayResult> found = gateway.findRefund(marketplace, reference);
        if (found.filter(GatewayResult.Unknown.class::isInstance).isPresent()) {
            throw new Outage("the gateway does not say whether it sent a refund after all");
        }
        return found.filter(GatewayResult.Done.class::isInstance).isPresent();
    }

    /** The references of finished refunds that the gateway is not yet known to have sent. */
    private List<PaymentEvent.RefundedLate> possible(PaymentChain payment) {
        List<PaymentEvent.RefundedLate> possible = new ArrayList<>();
        if (payment.events().stream().noneMatch(PaymentEvent.RefundDeclined.class::isInstance)) {
            // Without a declined attempt, every finished refund was sent under its one reference.
            return possible;
        }
        for (Part part : payment.payment().orElseThrow().requested().parts()) {
            Optional<Escrow> escrow = escrows.find(payment.chain().id().marketplace(), part.escrow())
                    .map(EscrowChain::escrow);
            List<Refund> refunds = escrow.flatMap(Escrow::fundsNow)
                    .filter(funds -> funds.payment().id().equals(payment.id()))
                    .map(EscrowFunds::refunds)
                    .orElse(List.of());
            for (Refund refund : refunds) {
                if (!refund.isOpen()) {
                    Money amount = refund.part().gross(escrow.orElseThrow().agreement());
                    refund.references().stream()
                            .map(reference -> new PaymentEvent.RefundedLate(reference, part.escrow(), amount))
                            .filter(late -> !isKnown(payment, late))
                            .forEach(possible::add);
                }
            }
        }
        return possible;
    }

    private static boolean isKnown(PaymentChain payment, PaymentEvent.RefundedLate late) {
        return List.of("", Payment.LATE)
                .contains(payment.payment().orElseThrow().answers().getOrDefault(late.reference(), "unknown"));
    }

    private static Payments.Fact fact(Gateway gateway, PaymentEvent.RefundedLate late, Instant now) {
        CommandKey key = CommandKey.ofFact("refund", late.reference().value(), "late");
        return Payments.Fact.of(late, now, Actor.of("gateway:" + gateway.name()), key)
                .with(Postings.building()
                        .debit(Account.of(AccountKind.SUSPENSE), late.amount())
                        .credit(Account.of(AccountKind.GATEWAY, gateway.name()), late.amount())
                        .build());
    }
}
