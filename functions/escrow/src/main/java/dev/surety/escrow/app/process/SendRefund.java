package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Participants;
import dev.surety.escrow.app.payment.AddToPayment;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.app.payment.Nudges;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.app.process.ApplyToEscrow.News;
import dev.surety.escrow.domain.escrow.EscrowCommand.OfRefund;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.escrow.RefundRules;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PaymentId;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a refund through the gateway. The escrow's own entry is the intent. The gateway's answer goes to the payment's
 * chain, with the postings, and then to the escrow's chain, which answers the command. Any caller may repeat the call
 * at any time: the gateway knows the refund by our reference and sends it once.
 */
public final class SendRefund {
    private static final GatewayResult NOT_MADE = new GatewayResult.Declined("unknown there");
    private static final String ANSWERED = "answered";

    private final ApplyToEscrow telling;
    private final Participants participants;
    private final Payments payments;
    private final AddToPayment adding;
    private final Gateways gateways;
    private final Pauses pauses;
    private final Nudges nudges;

    public SendRefund(
            ApplyToEscrow telling,
            Participants participants,
            Payments payments,
            Gateways gateways,
            Pauses pauses,
            Nudges nudges) {
        this.telling = telling;
        this.participants = participants;
        this.payments = payments;
        this.adding = new AddToPayment(payments);
        this.gateways = gateways;
        this.pauses = pauses;
        this.nudges = nudges;
    }

    /** @param earlier references of this refund's earlier attempts, which the gateway declined */
    private record Request(
            MarketplaceId marketplace,
            EscrowId escrow,
            ParticipantId payer,
            PaymentId payment,
            RefundId reference,
            List<RefundId> earlier,
            Money amount) {}

    /** Sends the open refund, or finds out its outcome. Returns the escrow afterwards. */
    EscrowChain send(EscrowChain chain, Instant now) {
        Optional<Refund> open = chain.escrow()
                .openRefund()
                .filter(refund -> refund.status() != Refund.Status.RETRYING);
        if (open.isEmpty()) {
            return chain;
        }
        var wanted = new Request(
                SettleFunding.marketplace(chain),
                SettleFunding.id(chain),
                chain.escrow().agreement().payer(),
                chain.escrow().paymentNow().orElseThrow().id(),
                open.get().gatewayReference(),
                open.get().earlierReferences(),
                open.get().part().gross(chain.escrow().agreement()));
        OfRefund said = said(wanted, now);
        return telling.tell(chain, as -> news(as, said), Actor.RECONCILER, now).escrow();
    }

    private OfRefund said(Request wanted, Instant now) {
        PaymentChain payment = payments.load(wanted.marketplace(), wanted.payment());
        Optional<OfRefund> known = known(wanted, payment);
        if (known.isPresent()) {
            return known.get();
        }
        if (pauses.isPaused(wanted.marketplace(), What.MONEY_OUT)) {
            // Not now. The timer asks again, ever more seldom, and sends it once money may go out.
            return new EscrowCommand.RefundStillUnknown(wanted.reference());
        }
        Gateway gateway = gateways.of(payment);
        for (RefundId earlier : wanted.earlier()) {
            // A gateway may decline a refund and send it all the same, so we ask about earlier attempts before a new
            // one.
            switch (gateway.findRefund(wanted.marketplace(), earlier).orElse(NOT_MADE)) {
                case GatewayResult.Done _ -> {
                    OfRefund said = record(wanted, payment, done(gateway, wanted, earlier, "made after all", now));
                    // The gateway may have made this attempt, too, without our having heard. The nudged look asks for
                    // it.
                    nudges.nudge(wanted.marketplace(), wanted.payment());
                    return said;
                }
                case GatewayResult.Unknown _ -> {
                    return new EscrowCommand.RefundStillUnknown(wanted.reference());
                }
                case GatewayResult.Declined _, GatewayResult.Action _ -> {}
            }
        }
        Optional<GatewayResult> made = gateway.findRefund(wanted.marketplace(), wanted.reference());
        if (made.isEmpty() && isWithheld(wanted.marketplace(), wanted.payer())) {
            return record(wanted, payment, declined(gateway, wanted, RefundRules.WITHHELD, now));
        }
        GatewayResult answer = made
                .orElseGet(() -> gateway.refund(new Gateway.Refunding(
                        wanted.marketplace(), wanted.reference(), wanted.payment(), wanted.amount())));
        return switch (answer) {
            case GatewayResult.Done _ ->
                record(wanted, payment, done(gateway, wanted, wanted.reference(), ANSWERED, now));
            case GatewayResult.Declined(var code) -> {
                OfRefund said = record(wanted, payment, declined(gateway, wanted, code, now));
                // The gateway may decline because of news that we lack: the payer's bank may have charged the money
                // back.
                nudges.nudge(wanted.marketplace(), wanted.payment());
                yield said;
            }
            case GatewayResult.Action _, GatewayResult.Unknown _ ->
                new EscrowCommand.RefundStillUnknown(wanted.reference());
        };
    }

    /** No money goes to a payer whom people found on a list of sanctioned parties. */
    public boolean isWithheld(MarketplaceId marketplace, ParticipantId payer) {
        return participants
                .find(marketplace, payer)
                .filter(Standing::isWithheld)
                .isPresent();
    }

    private static Payments.Fact done(Gateway gateway, Request wanted, RefundId made, String what, Instant now) {
        var event = new PaymentEvent.Refunded(made, wanted.escrow(), wanted.amount());
        return fact(gateway, made, event, what, now)
                .with(Postings.building()
                        .debit(Account.of(AccountKind.OUTGOING), wanted.amount())
                        .credit(Account.of(AccountKind.GATEWAY, gateway.name()), wanted.amount())
                        .build());
    }

    private static Payments.Fact declined(Gateway gateway, Request wanted, String code, Instant now) {
        var event = new PaymentEvent.RefundDeclined(wanted.reference(), wanted.escrow(), code);
        return fact(gateway, wanted.reference(), event, ANSWERED, now);
    }

    private static Payments.Fact fact(
            Gateway gateway, RefundId reference, PaymentEvent event, String what, Instant now) {
        CommandKey key = CommandKey.ofFact("refund", reference.value(), what);
        return Payments.Fact.of(event, now, Actor.of("gateway:" + gateway.name()), key);
    }

    private OfRefund record(Request wanted, PaymentChain after, Payments.Fact fact) {
        PaymentChain payment = adding.add(
                after, as -> known(wanted, as).isPresent() ? Optional.empty() : Optional.of(fact));
        return known(wanted, payment).orElseThrow();
    }

    private static Optional<OfRefund> known(Request wanted, PaymentChain payment) {
        Map<RefundId, String> answers = payment.payment().map(Payment::answers).orElse(Map.of());
        boolean made = wanted.earlier().stream().map(answers::get).anyMatch(""::equals);
        return Optional.ofNullable(made ? "" : answers.get(wanted.reference()))
                .map(code -> code.isEmpty()
                        ? new EscrowCommand.RefundDone(wanted.reference())
                        : new EscrowCommand.RefundDeclined(wanted.reference(), code));
    }

    private static Optional<News> news(EscrowChain chain, OfRefund said) {
        return chain.escrow().openRefund().map(refund -> News.of(
                        said,
                        CommandKey.ofFact(
                                "refund",
                                said.gatewayReference().value(),
                                said.getClass().getSimpleName(),
                                Integer.toString(refund.asked())))
                .answering(refund.answered() ? Optional.empty() : Optional.of(refund.intentKey())));
    }
}
