package dev.surety.escrow.app;

import dev.surety.escrow.app.Gateway.Answer;
import dev.surety.escrow.domain.Payment;
import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.escrow.domain.PaymentFact;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Money that arrives for an escrow that does not wait for it goes back by itself. What the gateway took although it
 * had said it would not lies in suspense, and is somebody's work, until it is back. If the gateway will not send it
 * back, it stays there.
 */
public final class SendBackUnawaited {
    private final Payments payments;
    private final Gateway gateway;
    private final Pauses pauses;

    public SendBackUnawaited(Payments payments, Gateway gateway, Pauses pauses) {
        this.payments = payments;
        this.gateway = gateway;
        this.pauses = pauses;
    }

    /** Asks about a payment that was declined: a gateway may have said so and charged all the same. */
    PaymentChain learn(PaymentChain payment, Instant now) {
        Payment known = payment.payment().orElseThrow();
        if (known.status() != PaymentFact.Status.DECLINED || known.back().isPresent()) {
            return payment;
        }
        Money amount = known.requested().amount();
        return gateway.find(marketplace(payment), payment.id())
                .filter(Answer.Done.class::isInstance)
                .map(Answer.Done.class::cast)
                .map(done -> append(
                        payment,
                        new PaymentEvent.CapturedLate(amount, done.gatewayReference()),
                        moved(Account.of(AccountKind.GATEWAY, gateway.name()), AccountKind.SUSPENSE, amount),
                        "captured late",
                        now))
                .orElse(payment);
    }

    /** Begins to send an amount back. */
    PaymentChain start(PaymentChain payment, Money amount, boolean fromSuspense, Instant now) {
        var reference = new RefundId(Id.derive(RefundId.PREFIX, payment.id().value(), "unawaited"));
        Account from = Account.of(fromSuspense ? AccountKind.SUSPENSE : AccountKind.INCOMING);
        return append(
                payment,
                new PaymentEvent.ReturnStarted(reference, amount, fromSuspense),
                moved(from, AccountKind.OUTGOING, amount),
                "return started",
                now);
    }

    /** Goes on with what is on its way back, if anything is. */
    PaymentChain follow(PaymentChain from, Instant now) {
        PaymentChain payment = from;
        Optional<Payment.Back> back = back(payment);
        if (back.filter(of -> of.stage() == Payment.Stage.IN_SUSPENSE).isPresent()) {
            payment = start(payment, back.get().amount(), true, now);
            back = back(payment);
        }
        return back.filter(of -> of.stage() == Payment.Stage.STARTED).isPresent()
                ? send(payment, back.get(), now)
                : payment;
    }

    private PaymentChain send(PaymentChain payment, Payment.Back back, Instant now) {
        RefundId reference = back.reference().orElseThrow();
        Answer answer = pauses.isMoneyOutPaused(marketplace(payment))
                ? new Answer.Unknown()
                : gateway.findRefund(marketplace(payment), reference)
                        .orElseGet(() -> gateway.refund(new Gateway.Refunding(
                                marketplace(payment), reference, payment.id(), back.amount())));
        return switch (answer) {
            case Answer.Done _ ->
                append(
                        payment,
                        new PaymentEvent.Returned(reference, back.amount()),
                        Postings.building()
                                .debit(Account.of(AccountKind.OUTGOING), back.amount())
                                .credit(Account.of(AccountKind.GATEWAY, gateway.name()), back.amount())
                                .build(),
                        "returned",
                        now);
            case Answer.Declined(var code) ->
                append(
                        payment,
                        new PaymentEvent.ReturnFailed(reference, back.amount(), code),
                        moved(Account.of(AccountKind.OUTGOING), AccountKind.SUSPENSE, back.amount()),
                        "returned",
                        now);
            case Answer.Action _, Answer.Unknown _ ->
                append(
                        payment,
                        new PaymentEvent.ReturnUnknown(reference),
                        Postings.NONE,
                        "return unknown " + payment.payment().orElseThrow().asked(),
                        now);
        };
    }

    /** The payment with this appended, or as whoever came first left it. */
    private PaymentChain append(
            PaymentChain payment, PaymentEvent event, Postings postings, String what, Instant now) {
        CommandKey key = CommandKey.ofFact("payment", payment.id().value(), what);
        Payments.Fact fact = Payments.Fact.of(event, now, Actor.of("gateway:" + gateway.name()), key);
        return payments.append(payment, fact.with(postings))
                .map(Payments.Appended::payment)
                .orElseGet(() -> payments.load(marketplace(payment), payment.id()));
    }

    private static Postings moved(Account from, AccountKind to, Money amount) {
        return Postings.building().debit(from, amount).credit(Account.of(to), amount).build();
    }

    private static Optional<Payment.Back> back(PaymentChain payment) {
        return payment.payment().flatMap(Payment::back);
    }

    private static MarketplaceId marketplace(PaymentChain payment) {
        return payment.chain().id().marketplace();
    }
}
