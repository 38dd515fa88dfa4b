package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Sends back money that no escrow waits for. A gateway may decline a charge and take the money all the same: this money
 * lies in suspense and raises attention until it is back. If the gateway refuses to return it, it stays in suspense for
 * a person.
 */
public final class ReturnUnappliedFunds {
    private static final GatewayResult NOT_MADE = new GatewayResult.Declined("unknown there");

    private final AddToPayment adding;
    private final BiPredicate<MarketplaceId, ParticipantId> withheld;
    private final Gateways gateways;
    private final Pauses pauses;

    /** @param withheld whether people found this payer on a list of sanctioned parties */
    public ReturnUnappliedFunds(
            Payments payments, BiPredicate<MarketplaceId, ParticipantId> withheld, Gateways gateways, Pauses pauses) {
        this.adding = new AddToPayment(payments);
        this.withheld = withheld;
        this.gateways = gateways;
        this.pauses = pauses;
    }

    /**
     * Asks about a declined payment, because a gateway may decline and charge all the same. A declined payment has no
     * timer. If the gateway does not answer, the outage makes the sender of the hint try again.
     */
    public PaymentChain learn(PaymentChain payment, Instant now) {
        Payment known = payment.payment().orElseThrow();
        Optional<Payment.Back> failed = back(payment).filter(back -> back.stage() == Payment.Stage.FAILED);
        if (failed.isPresent()) {
            return learn(payment, failed.get(), now);
        }
        if (known.status() != PaymentFact.Status.DECLINED || known.back().isPresent()) {
            return payment;
        }
        Money amount = known.requested().amount();
        return switch (gateways.of(payment).find(marketplace(payment), payment.id()).orElse(NOT_MADE)) {
            case GatewayResult.Done(var reference) ->
                adding.add(payment, as -> back(as).isPresent()
                        ? Optional.empty()
                        : Optional.of(fact(
                                as,
                                new PaymentEvent.CapturedLate(amount, reference),
                                moved(books(payment), AccountKind.SUSPENSE, amount),
                                "captured late",
                                now)));
            case GatewayResult.Unknown _ -> throw new Outage("the gateway does not say whether it charged after all");
            case GatewayResult.Declined _, GatewayResult.Action _ -> payment;
        };
    }

    /** The gateway refused the return, so the money waits in suspense. The gateway may have sent it all the same. */
    private PaymentChain learn(PaymentChain payment, Payment.Back failed, Instant now) {
        RefundId reference = failed.reference().orElseThrow();
        return switch (gateways.of(payment)
                .findRefund(marketplace(payment), reference)
                .orElse(NOT_MADE)) {
            case GatewayResult.Done _ ->
                adding.add(
                        payment,
                        as -> back(as).filter(back -> back.stage() == Payment.Stage.FAILED)
                                .map(back -> fact(
                                        as,
                                        new PaymentEvent.ReturnedLate(reference, back.amount()),
                                        Postings.building()
                                                .debit(Account.of(AccountKind.SUSPENSE), back.amount())
                                                .credit(books(payment), back.amount())
                                                .build(),
                                        "returned late",
                                        now)));
            case GatewayResult.Unknown _ ->
                throw new Outage("the gateway does not say whether it sent money back after all");
            case GatewayResult.Declined _, GatewayResult.Action _ -> payment;
        };
    }

    /**
     * Starts the return of captured money that no escrow waits for. A payment has one return at most, whatever its
     * outcome.
     */
    public PaymentChain start(PaymentChain payment, Money amount, Instant now) {
        return adding.add(
                payment,
                as -> back(as).isPresent() ? Optional.empty() : Optional.of(started(as, amount, false, now)));
    }

    private Payments.Fact started(PaymentChain payment, Money amount, boolean fromSuspense, Instant now) {
        var reference = new RefundId(Id.derive(RefundId.PREFIX, payment.id().value(), "unawaited"));
        Account from = Account.of(fromSuspense ? AccountKind.SUSPENSE : AccountKind.INCOMING);
        return fact(
                payment,
                new PaymentEvent.ReturnStarted(reference, amount, fromSuspense),
                moved(from, AccountKind.OUTGOING, amount),
                "return started",
                now);
    }

    /** Continues a return that has started, if there is one. */
    public PaymentChain follow(PaymentChain from, Instant now) {
        PaymentChain payment = adding.add(from, as -> back(as)
                .filter(back -> back.stage() == Payment.Stage.IN_SUSPENSE)
                .map(back -> started(as, back.amount(), true, now)));
        return back(payment)
                .filter(back -> back.stage() == Payment.Stage.STARTED)
                .map(back -> send(payment, back, now))
                .orElse(payment);
    }

    private PaymentChain send(PaymentChain payment, Payment.Back back, Instant now) {
        RefundId reference = back.reference().orElseThrow();
        Gateway gateway = gateways.of(payment);
        GatewayResult answer = pauses.isPaused(marketplace(payment), What.MONEY_OUT)
                ? new GatewayResult.Unknown()
                : gateway.findRefund(marketplace(payment), reference)
                        .orElseGet(() -> isWithheld(payment)
                                ? new GatewayResult.Declined(Standing.UNDER_REVIEW)
                                : gateway.refund(new Gateway.Refunding(
                                        marketplace(payment), reference, payment.id(), back.amount())));
        int asked = payment.payment().orElseThrow().asked();
        return adding.add(payment, as -> back(as)
                .filter(still -> still.stage() == Payment.Stage.STARTED)
                .flatMap(still -> said(as, reference, back.amount(), asked, answer, now)));
    }

    private boolean isWithheld(PaymentChain payment) {
        return withheld.test(
                marketplace(payment), payment.payment().orElseThrow().requested().payer());
    }

    /** The fact that the answer adds. An unknown answer adds one only if none was added since we asked. */
    private Optional<Payments.Fact> said(
            PaymentChain payment, RefundId reference, Money amount, int asked, GatewayResult answer, Instant now) {
        return switch (answer) {
            case GatewayResult.Done _ ->
                Optional.of(fact(
                        payment,
                        new PaymentEvent.Returned(reference, amount),
                        Postings.building()
                                .debit(Account.of(AccountKind.OUTGOING), amount)
                                .credit(books(payment), amount)
                                .build(),
                        "returned",
                        now));
            case GatewayResult.Declined(var code) ->
                Optional.of(fact(
                        payment,
                        new PaymentEvent.ReturnFailed(reference, amount, code),
                        moved(Account.of(AccountKind.OUTGOING), AccountKind.SUSPENSE, amount),
                        "returned",
                        now));
            case GatewayResult.Action _, GatewayResult.Unknown _
            when payment.payment().orElseThrow().asked() == asked ->
                Optional.of(fact(
                        payment,
                        new PaymentEvent.ReturnUnknown(reference),
                        Postings.NONE,
                        "return unknown " + asked,
                        now));
            case GatewayResult.Action _, GatewayResult.Unknown _ -> Optional.empty();
        };
    }

    private Payments.Fact fact(
            PaymentChain payment, PaymentEvent event, Postings postings, String what, Instant now) {
        CommandKey key = CommandKey.ofFact("payment", payment.id().value(), what);
        return Payments.Fact.of(event, now, Actor.of("gateway:" + gateways.of(payment).name()), key).with(postings);
    }

    private Account books(PaymentChain payment) {
        return Account.of(AccountKind.GATEWAY, gateways.of(payment).name());
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
