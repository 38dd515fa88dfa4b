package dev.surety.escrow.app;

import dev.surety.escrow.app.Gateway.Answer;
import dev.surety.escrow.domain.Custody;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.Payment;
import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.escrow.domain.Refund;
import dev.surety.model.id.EscrowId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A gateway may say that it will not send a refund, and send it all the same. By then the money is the escrow's again,
 * or waits for a person: what went to the payer is taken from suspense and somebody has to see to it. Only refunds that
 * are over are asked about; of one that is still tried again {@link SendRefund} asks before it tries.
 */
final class LearnLateRefunds {
    private final Escrows escrows;
    private final AddToPayment adding;
    private final Gateway gateway;

    LearnLateRefunds(Escrows escrows, Payments payments, Gateway gateway) {
        this.escrows = escrows;
        this.adding = new AddToPayment(payments);
        this.gateway = gateway;
    }

    PaymentChain learn(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        MarketplaceId marketplace = payment.chain().id().marketplace();
        for (Map.Entry<RefundId, EscrowId> declined : declined(payment).entrySet()) {
            Optional<Money> ended = ended(marketplace, declined.getValue(), declined.getKey());
            if (ended.isPresent() && wasSent(marketplace, declined.getKey())) {
                var late = new PaymentEvent.RefundedLate(declined.getKey(), declined.getValue(), ended.get());
                payment = adding.add(
                        payment, as -> isKnown(as, late) ? Optional.empty() : Optional.of(fact(late, now)));
            }
        }
        return payment;
    }

    /** Nothing wakes a refund that is over: a gateway that does not say is asked when the hint comes again. */
    private boolean wasSent(MarketplaceId marketplace, RefundId reference) {
        Optional<Answer> found = gateway.findRefund(marketplace, reference);
        if (found.filter(Answer.Unknown.class::isInstance).isPresent()) {
            throw new Outage("the gateway does not say whether it sent a refund after all");
        }
        return found.filter(Answer.Done.class::isInstance).isPresent();
    }

    /** The refunds the gateway said no to and of which nothing else is known, and whose they were. */
    private static Map<RefundId, EscrowId> declined(PaymentChain payment) {
        Map<RefundId, String> answers = payment.payment().map(Payment::answers).orElse(Map.of());
        return payment.events().stream()
                .filter(PaymentEvent.RefundDeclined.class::isInstance)
                .map(PaymentEvent.RefundDeclined.class::cast)
                .filter(no -> no.code().equals(answers.get(no.reference())))
                .collect(Collectors.toMap(
                        PaymentEvent.RefundDeclined::reference, PaymentEvent.RefundDeclined::escrow));
    }

    /** What a refund that is over would have sent; nothing if it is not over. */
    private Optional<Money> ended(MarketplaceId marketplace, EscrowId id, RefundId reference) {
        Optional<Escrow> escrow = escrows.find(marketplace, id).map(EscrowChain::escrow);
        List<Refund> refunds =
                escrow.flatMap(Escrow::custodyNow).map(Custody::refunds).orElse(List.of());
        return refunds.stream()
                .filter(refund -> !refund.isOpen() && refund.wentBy(reference))
                .map(refund -> refund.part().gross(escrow.orElseThrow().agreement()))
                .findFirst();
    }

    private static boolean isKnown(PaymentChain payment, PaymentEvent.RefundedLate late) {
        return Payment.LATE.equals(payment.payment().orElseThrow().answers().get(late.reference()));
    }

    private Payments.Fact fact(PaymentEvent.RefundedLate late, Instant now) {
        CommandKey key = CommandKey.ofFact("refund", late.reference().value(), "late");
        return Payments.Fact.of(late, now, Actor.of("gateway:" + gateway.name()), key)
                .with(Postings.building()
                        .debit(Account.of(AccountKind.SUSPENSE), late.amount())
                        .credit(Account.of(AccountKind.GATEWAY, gateway.name()), late.amount())
                        .build());
    }
}
