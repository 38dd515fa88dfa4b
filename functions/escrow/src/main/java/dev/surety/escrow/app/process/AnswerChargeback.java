package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Disputes;
import dev.surety.escrow.app.payment.AddToPayment;
import dev.surety.escrow.app.payment.Gateway.ChargebackReply;
import dev.surety.escrow.app.payment.Gateway.GatewayChargeback;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.app.payment.Gateways;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.model.dispute.PaymentChargebacks.Answer;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.command.CausedCommands;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Answers a chargeback at its gateway, when a case demands it. The reference names case and number, so the gateway has
 * each answer once, however often it is asked. We record an answer only when the gateway shows it: its word that it has
 * taken one proves nothing. While the outcome is unknown we record nothing, and the case sends its command again.
 */
public final class AnswerChargeback implements CausedCommands.Round {
    /** The type of chain that may demand an answer. */
    public static final String CAUSE = Disputes.CHARGEBACK;

    private final Payments payments;
    private final AddToPayment adding;
    private final Gateways gateways;
    private final ReconcileChargebacks chargebacks;
    private final WatchPayment.Present present;

    public AnswerChargeback(
            Payments payments,
            Gateways gateways,
            ReconcileChargebacks chargebacks,
            WatchPayment.Present present) {
        this.payments = payments;
        this.adding = new AddToPayment(payments);
        this.gateways = gateways;
        this.chargebacks = chargebacks;
        this.present = present;
    }

    @Override
    public boolean take(Entry cause, CommandKey key) {
        JsonNode demand = Json.object(cause.data()).path(ChargebackAnswer.MEMBER);
        if (demand.isObject()) {
            answer(cause.chain(), Json.shared(demand, ChargebackAnswer.class, ChargebackAnswer.VERSION));
        }
        return true;
    }

    private void answer(ChainId of, ChargebackAnswer demand) {
        MarketplaceId marketplace = of.marketplace();
        PaymentChain payment = payments.load(marketplace, demand.payment());
        boolean isOpen = payment.payment()
                .flatMap(known -> known.told(demand.chargeback()))
                .filter(told -> !isAnswered(told, demand))
                .isPresent();
        if (!isOpen) {
            return;
        }
        Instant now = present.now(marketplace);
        Optional<Answer> outcome = outcome(payment, of, demand);
        if (outcome.isPresent()) {
            payment = adding.add(payment, as -> answered(as, demand, outcome.get(), now));
        }
        PaymentChain _ = chargebacks.learn(payment, now);
    }

    private static boolean isAnswered(Told told, ChargebackAnswer demand) {
        return told.answer().filter(answer -> answer.n() >= demand.n()).isPresent();
    }

    private Optional<Answer> outcome(PaymentChain payment, ChainId of, ChargebackAnswer demand) {
        Gateway gateway = gateways.of(payment);
        Optional<Answer> before = shown(gateway, payment, of, demand);
        if (before.isPresent()) {
            return before;
        }
        GatewayResult said = gateway.answer(new ChargebackReply(
                of.marketplace(),
                payment.id(),
                demand.chargeback(),
                demand.reference(of.id()),
                demand.kind(),
                demand.file(),
                demand.sha256()));
        return said instanceof GatewayResult.Declined(var code)
                ? Optional.of(new Answer(demand.n(), demand.kind(), Optional.of(code)))
                : shown(gateway, payment, of, demand);
    }

    /** The outcome, if the gateway shows an answer. One that is not ours was given outside, and leaves no room. */
    private static Optional<Answer> shown(
            Gateway gateway, PaymentChain payment, ChainId of, ChargebackAnswer demand) {
        return gateway.chargebacks(of.marketplace(), payment.id()).stream()
                .filter(chargeback -> chargeback.id().equals(demand.chargeback()))
                .findFirst()
                .flatMap(GatewayChargeback::answered)
                .map(reference -> new Answer(
                        demand.n(),
                        demand.kind(),
                        reference.equals(demand.reference(of.id()))
                                ? Optional.empty()
                                : Optional.of("already_answered")));
    }

    private Optional<Payments.Fact> answered(
            PaymentChain payment, ChargebackAnswer demand, Answer outcome, Instant now) {
        boolean isKnown = payment.payment()
                .flatMap(known -> known.told(demand.chargeback()))
                .filter(told -> isAnswered(told, demand))
                .isPresent();
        CommandKey key = CommandKey.ofFact(
                "chargeback", payment.id().value(), demand.chargeback(), "answer", Integer.toString(demand.n()));
        return isKnown
                ? Optional.empty()
                : Optional.of(Payments.Fact.of(
                        new PaymentEvent.ChargebackAnswered(demand.chargeback(), outcome),
                        now,
                        Actor.of("gateway:" + gateways.of(payment).name()),
                        key));
    }
}
