package dev.surety.escrow.domain;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An escrow as it stands. Each state carries what that state has and nothing else. */
public sealed interface Escrow {
    Agreement agreement();

    /** Waiting for the payer to pay; {@code attempt} is the last payment that came to nothing. */
    record Created(Agreement agreement, Instant payBy, Optional<PaymentFact> attempt) implements Escrow {}

    /**
     * A payment is being made, or nobody knows whether it was.
     *
     * @param intentKey the command whose intent this is
     * @param intentAt when the intent was appended
     * @param answered whether that command has had its answer (which then was "unknown" or "action needed")
     * @param asked how often the gateway was asked in vain
     * @param actBy until when the payer has to do something at the gateway's page; empty if nothing
     */
    record Funding(
            Agreement agreement,
            Instant payBy,
            PaymentId payment,
            String method,
            String intentKey,
            Instant intentAt,
            boolean answered,
            int asked,
            Optional<Instant> actBy)
            implements Escrow {}

    /** The money is here; the payee is to deliver until {@code deliverBy}, then it goes back by itself. */
    record Held(Agreement agreement, EscrowFunds funds, Instant deliverBy) implements Escrow {}

    /** Delivered; the payer may look until {@code inspectUntil}, then the money goes to the payee by itself. */
    record Delivered(Agreement agreement, EscrowFunds funds, Instant inspectUntil) implements Escrow {}

    /** Nothing is free any more. What was released may still mature, be disputed while it does, and be refunded. */
    record Settled(Agreement agreement, EscrowFunds funds, Outcome outcome, Instant settledAt) implements Escrow {}

    /** Called off; {@code funds} is there if it had been paid. */
    record Cancelled(Agreement agreement, Optional<EscrowFunds> funds, Optional<PaymentFact> attempt)
            implements Escrow {}

    /** Nobody paid in time. */
    record Expired(Agreement agreement, Optional<PaymentFact> attempt) implements Escrow {}

    enum Outcome {
        RELEASED,
        REFUNDED,
        /** The payer's bank has it. */
        LOST,
        /** It is owed to the payer and the gateway would not send it. */
        UNDELIVERABLE,
        SPLIT;

        /** Where the money went, by what is known: a refund or a chargeback that is open has not moved it yet. */
        static Outcome of(EscrowFunds funds) {
            EscrowAmounts spent = funds.amounts();
            Agreement agreement = spent.agreement();
            Money open = funds.cases().chargebacks().stream()
                    .filter(Chargeback::isOpen)
                    .map(bank -> bank.taken().gross(agreement))
                    .reduce(funds.pending(), Money::plus);
            boolean released = !spent.released().isZero() || open.isPositive();
            boolean refunded = spent.refundedGross()
                    .minus(funds.pending())
                    .minus(funds.undeliverable())
                    .isPositive();
            boolean lost = spent.lost()
                    .gross(agreement)
                    .plus(funds.pending())
                    .minus(open)
                    .isPositive();
            List<Outcome> all = new ArrayList<>();
            if (released) {
                all.add(RELEASED);
            }
            if (refunded) {
                all.add(REFUNDED);
            }
            if (lost) {
                all.add(LOST);
            }
            if (funds.undeliverable().isPositive()) {
                all.add(UNDELIVERABLE);
            }
            return all.size() == 1 ? all.getFirst() : SPLIT;
        }
    }

    default Optional<EscrowFunds> custodyNow() {
        return switch (this) {
            case Held held -> Optional.of(held.funds());
            case Delivered delivered -> Optional.of(delivered.funds());
            case Settled settled -> Optional.of(settled.funds());
            case Cancelled cancelled -> cancelled.funds();
            case Created _, Funding _, Expired _ -> Optional.empty();
        };
    }

    default EscrowAmounts amountsNow() {
        return custodyNow().map(EscrowFunds::amounts).orElseGet(() -> EscrowAmounts.none(agreement()));
    }

    default Optional<Refund> openRefund() {
        return custodyNow().flatMap(EscrowFunds::openRefund);
    }

    default Optional<PaymentFact> paymentNow() {
        return switch (this) {
            case Created created -> created.attempt();
            case Expired expired -> expired.attempt();
            case Cancelled(_, var funds, var attempt) -> funds.map(EscrowFunds::payment).or(() -> attempt);
            case Held _, Delivered _, Settled _ -> custodyNow().map(EscrowFunds::payment);
            case Funding funding ->
                Optional.of(new PaymentFact(
                        funding.payment(), PaymentFact.Status.of(funding), funding.method(), ""));
        };
    }

    /** Whether cases hold all that is left, so that the state itself has nothing to go on with. */
    default boolean isDisputed() {
        return custodyNow()
                .filter(funds -> funds.isFrozen() && funds.amounts().uncommitted().isZero())
                .isPresent();
    }

    /** The state a caller is shown: {@code disputed} while cases hold all that is left. */
    default String stateName() {
        return isDisputed() ? "disputed" : phaseName();
    }

    default String phaseName() {
        return switch (this) {
            case Created _ -> "created";
            case Funding _ -> "funding";
            case Held _ -> "held";
            case Delivered _ -> "delivered";
            case Settled _ -> "settled";
            case Cancelled _ -> "cancelled";
            case Expired _ -> "expired";
        };
    }
}
