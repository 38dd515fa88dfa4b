package dev.surety.escrow.app;

import dev.surety.escrow.app.ChargePayment.Wanted;
import dev.surety.escrow.domain.Agreement;
import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Decision;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.EscrowRules;
import dev.surety.escrow.domain.PaymentEvent.Part;
import dev.surety.escrow.domain.PaymentFact;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells an escrow what became of the payment it waits for. Whoever learns of it does this, as often as they like. */
public final class SettleFunding {
    private final Escrows escrows;
    private final ChargePayment charging;

    public SettleFunding(Escrows escrows, ChargePayment charging) {
        this.escrows = escrows;
        this.charging = charging;
    }

    /** Finds out what became of an open payment and records it; the escrow as it was if it has moved on. */
    EscrowChain finish(EscrowChain chain, Instant now) {
        return chain.escrow() instanceof Escrow.Funding funding
                ? tell(chain, charging.finish(marketplace(chain), funding.payment(), now, funding.actBy()), now)
                : chain;
    }

    /** Records at the escrow what its payment's chain says. */
    EscrowChain tell(EscrowChain from, PaymentChain payment, Instant now) {
        EscrowChain chain = from;
        for (int race = 0; race < Limits.LOST_RACES; race++) {
            LostRace.pause(race);
            if (!(chain.escrow() instanceof Escrow.Funding funding)
                    || !funding.payment().equals(payment.id())
                    || !(EscrowRules.decide(chain.escrow(), meaning(chain, payment, funding), Circumstances.at(now))
                            instanceof Decision.Happens happens)) {
                return chain;
            }
            Optional<String> answers =
                    funding.answered() ? Optional.empty() : Optional.of(funding.intentKey());
            CommandKey key = CommandKey.ofFact(
                    "funding",
                    funding.payment().value(),
                    happens.event().getClass().getSimpleName(),
                    Integer.toString(funding.asked()));
            Optional<Escrows.Appended> after = escrows.append(chain, happens, now, Actor.RECONCILER, key, answers);
            if (after.isPresent()) {
                return after.get().escrow();
            }
            chain = escrows.find(marketplace(chain), id(chain))
                    .orElseThrow(() -> new Outage("an escrow went while it was read"));
        }
        throw new Outage("an escrow is being written by too many");
    }

    private static EscrowCommand meaning(EscrowChain chain, PaymentChain payment, Escrow.Funding funding) {
        boolean action = payment.payment()
                .filter(known -> known.status() == PaymentFact.Status.ACTION_NEEDED)
                .isPresent();
        EscrowCommand waiting = action && funding.actBy().isEmpty()
                ? new EscrowCommand.ActionNeeded(payment.id())
                : new EscrowCommand.StillUnknown(payment.id());
        return payment.answerFor(id(chain)).orElse(waiting);
    }

    /** What an escrow's funding asks of the gateway. */
    static Wanted wanted(EscrowChain chain, Escrow.Funding funding, Optional<String> returnUrl) {
        Agreement agreement = funding.agreement();
        return new Wanted(
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
}
