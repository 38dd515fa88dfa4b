package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Disputes;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.app.payment.AddToPayment;
import dev.surety.escrow.app.payment.ChargePayment;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.app.payment.ReturnUnappliedFunds;
import dev.surety.escrow.app.payment.TimerResult;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves a payment on, when its own deadline has come or a hint arrives. A hint only says where to look; we believe what
 * the gateway answers about our own reference. Every step starts from the stored chains, so repeated or concurrent
 * looks do no harm.
 */
public final class WatchPayment {
    private final Escrows escrows;
    private final Payments payments;
    private final AddToPayment adding;
    private final ChargePayment charging;
    private final TakePayment taking;
    private final RefundPayment refunding;
    private final SendRefund refunds;
    private final ReturnUnappliedFunds unawaited;
    private final ReconcileChargebacks chargebacks;
    private final ReconcileRefunds lateRefunds;
    private final TellOfChargeback telling;
    private final Present present;

    /** The time in a marketplace. */
    public interface Present {
        Instant now(MarketplaceId marketplace);
    }

    public WatchPayment(
            Escrows escrows,
            Payments payments,
            ChargePayment charging,
            TakePayment taking,
            RefundPayment refunding,
            SendRefund refunds,
            ReturnUnappliedFunds unawaited,
            ReconcileChargebacks chargebacks,
            ReconcileRefunds lateRefunds,
            Disputes disputes,
            Present present) {
        this.escrows = escrows;
        this.payments = payments;
        this.adding = new AddToPayment(payments);
        this.charging = charging;
        this.taking = taking;
        this.refunding = refunding;
        this.refunds = refunds;
        this.unawaited = unawaited;
        this.chargebacks = chargebacks;
        this.lateRefunds = lateRefunds;
        this.telling = new TellOfChargeback(payments, disputes);
        this.present = present;
    }

    /** Handles the payment's own deadline. */
    public TimerResult wake(ChainId id, int number) {
        PaymentChain payment = payments.load(id.marketplace(), new PaymentId(id.id()));
        if (payment.version() != number) {
            return TimerResult.MOVED_ON;
        }
        Instant now = present.now(id.marketplace());
        var due = payment.chain().last().due();
        if (due.isEmpty()) {
            return TimerResult.MOVED_ON;
        }
        if (now.isBefore(due.get().at())) {
            return TimerResult.TOO_EARLY;
        }
        if (telling.tell(payment, number, now)) {
            return TimerResult.DONE;
        }
        if (payment.payment().filter(Payment::isOpen).isPresent()) {
            // The payer left the gateway's page alone until the deadline, so the charge is cancelled.
            Optional<Instant> actBy = payment.payment()
                    .filter(known -> known.status() == PaymentFact.Status.ACTION_NEEDED)
                    .map(_ -> now);
            payment = charging.finish(id.marketplace(), payment.id(), now, actBy);
        }
        payment = sendBack(follow(payment, now), now);
        looked(payment, number, now);
        return TimerResult.DONE;
    }

    /** Leaves the next deadline if this wake appended nothing. */
    private void looked(PaymentChain payment, int number, Instant now) {
        CommandKey key = CommandKey.ofFact(
                "payment", payment.id().value(), "looked", Integer.toString(number));
        adding.add(payment, as -> as.version() == number
                ? Optional.of(Payments.Fact.of(new PaymentEvent.Looked(), now, Actor.RECONCILER, key))
                : Optional.empty());
    }

    /** Follows a hint about a payment. Returns whether we have such a payment. */
    public boolean look(MarketplaceId marketplace, PaymentId id) {
        PaymentChain payment = payments.load(marketplace, id);
        Optional<Payment> known = payment.payment();
        if (known.isEmpty()) {
            return !payment.events().isEmpty();
        }
        Instant now = present.now(marketplace);
        payment = known.get().isOpen() ? charging.learn(payment, now) : unawaited.learn(payment, now);
        // The outcome reaches every escrow first: an escrow that still waits for its money could freeze nothing.
        payment = follow(payment, now);
        if (payment.payment().orElseThrow().isTaken()) {
            payment = lateRefunds.learn(chargebacks.learn(payment, now), now);
        }
        sendBack(payment, now);
        return true;
    }

    /** Applies refund orders to the escrows, and sends their open refunds. */
    private PaymentChain sendBack(PaymentChain from, Instant now) {
        PaymentChain payment = refunding.follow(from, now);
        MarketplaceId marketplace = payment.chain().id().marketplace();
        for (Part part : payment.payment().map(known -> known.requested().parts()).orElse(List.of())) {
            escrows.find(marketplace, part.escrow()).ifPresent(chain -> refunds.send(chain, now));
        }
        return payment;
    }

    /** Brings the facts of the payment's chain to the escrows, and continues the return of unapplied funds. */
    private PaymentChain follow(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        taking.tell(payment, now);
        if (payment.payment().filter(known -> known.status() == PaymentFact.Status.CAPTURED).isPresent()) {
            Optional<Money> stray = stray(payment);
            if (stray.isPresent()) {
                payment = unawaited.start(payment, stray.get(), now);
            }
        }
        payment = unawaited.follow(payment, now);
        return chargebacks.follow(payment, now);
    }

    /** The captured money of escrows that neither wait for it nor have it. */
    private Optional<Money> stray(PaymentChain payment) {
        Payment known = payment.payment().orElseThrow();
        if (known.back().isPresent()) {
            return Optional.empty();
        }
        List<Money> stray = new ArrayList<>();
        for (Part part : known.requested().parts()) {
            Optional<Escrow> escrow = escrows.find(payment.chain().id().marketplace(), part.escrow())
                    .map(EscrowChain::escrow);
            boolean awaited = escrow.flatMap(Escrow::paymentNow)
                    .filter(fact -> fact.id().equals(payment.id()))
                    .filter(fact -> fact.status() != PaymentFact.Status.DECLINED)
                    .isPresent();
            if (!awaited) {
                stray.add(part.amount());
            }
        }
        return stray.stream().reduce(Money::plus);
    }
}
