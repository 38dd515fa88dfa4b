package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.payment.ChargePayment.Request;
import dev.surety.escrow.app.payment.ChargePayment;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.process.ApplyToEscrow.News;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Applies the outcome of a payment to an escrow that waits for it. Callers may repeat this as often as they like. */
public final class SettleFunding {
    private final ApplyToEscrow telling;
    private final ChargePayment charging;

    public SettleFunding(ApplyToEscrow telling, ChargePayment charging) {
        this.telling = telling;
        this.charging = charging;
    }

    /** Finds out and records the outcome of an open payment. An escrow that has moved on stays as it was. */
    EscrowChain finish(EscrowChain chain, Instant now) {
        return chain.escrow() instanceof Escrow.Funding funding
                ? tell(chain, charging.finish(marketplace(chain), funding.payment(), now, funding.actBy()), now)
                : chain;
    }

    /** Applies to the escrow the outcome in its payment's chain. */
    EscrowChain tell(EscrowChain from, PaymentChain payment, Instant now) {
        return telling.tell(from, chain -> news(chain, payment), Actor.RECONCILER, now).escrow();
    }

    /** Nothing if the escrow does not wait for this payment, or no longer does. */
    private static Optional<News> news(EscrowChain chain, PaymentChain payment) {
        if (!(chain.escrow() instanceof Escrow.Funding funding) || !funding.payment().equals(payment.id())) {
            return Optional.empty();
        }
        EscrowCommand said = meaning(chain, payment, funding);
        CommandKey key = CommandKey.ofFact(
                "funding",
                funding.payment().value(),
                said.getClass().getSimpleName(),
                Integer.toString(funding.asked()));
        Optional<String> answers =
                funding.answered() ? Optional.empty() : Optional.of(funding.intentKey());
        return Optional.of(News.of(said, key).answering(answers));
    }

    private static EscrowCommand meaning(EscrowChain chain, PaymentChain payment, Escrow.Funding funding) {
        boolean action = payment.payment()
                .filter(known -> known.status() == PaymentFact.Status.ACTION_NEEDED)
                .isPresent();
        EscrowCommand waiting = action && funding.actBy().isEmpty()
                ? new EscrowCommand.ActionNeeded(payment.id())
                : new EscrowCommand.StillUnknown(payment.id());
        return answerFor(payment, id(chain)).orElse(waiting);
    }

    /** The charge that funds this escrow. */
    static Request wanted(EscrowChain chain, Escrow.Funding funding, Optional<String> returnUrl) {
        Agreement agreement = funding.agreement();
        return new Request(
                marketplace(chain),
                funding.payment(),
                agreement.payer(),
                List.of(new Part(id(chain), agreement.charge())),
                funding.method(),
                returnUrl,
                ChargePayment.intentKey(funding.payment()));
    }

    static MarketplaceId marketplace(EscrowChain chain) {
        return chain.chain().id().marketplace();
    }

    static EscrowId id(EscrowChain chain) {
        return new EscrowId(chain.chain().id().id());
    }

    /** The outcome of the payment as a command to one of its escrows; nothing while there is no outcome. */
    static Optional<EscrowCommand> answerFor(PaymentChain chain, EscrowId escrow) {
        if (!chain.events().isEmpty() && chain.events().getFirst() instanceof PaymentEvent.Declined(var code)) {
            return Optional.of(new EscrowCommand.Declined(chain.id(), code));
        }
        return chain.payment().flatMap(payment -> switch (payment.status()) {
            case CAPTURED ->
                payment.requested().parts().stream()
                        .filter(part -> part.escrow().equals(escrow))
                        .map(Part::amount)
                        .map(amount -> (EscrowCommand) new EscrowCommand.Captured(chain.id(), amount))
                        .findFirst();
            case DECLINED -> Optional.of(new EscrowCommand.Declined(chain.id(), payment.code()));
            case REQUESTED, ACTION_NEEDED, UNKNOWN -> Optional.empty();
        });
    }
}
