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
    record Held(Agreement agreement, Custody custody, Instant deliverBy) implements Escrow {}

    /** Delivered; the payer may look until {@code inspectUntil}, then the money goes to the payee by itself. */
    record Delivered(Agreement agreement, Custody custody, Instant inspectUntil) implements Escrow {}

    /** Nothing is free any more. What was released may still mature, be disputed while it does, and be refunded. */
    record Settled(Agreement agreement, Custody custody, Outcome outcome, Instant settledAt) implements Escrow {}

    /** Called off; {@code custody} is there if it had been paid. */
    record Cancelled(Agreement agreement, Optional<Custody> custody, Optional<PaymentFact> attempt)
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
        static Outcome of(Custody custody) {
            Holdings spent = custody.holdings();
            Agreement agreement = spent.agreement();
            Money open = custody.cases().chargebacks().stream()
                    .filter(Chargeback::isOpen)
                    .map(bank -> bank.taken().gross(agreement))
                    .reduce(custody.pending(), Money::plus);
            boolean released = !spent.released().weighsNothing() || open.isPositive();
            boolean refunded = spent.refundedGross()
                    .minus(custody.pending())
                    .minus(custody.undeliverable())
                    .isPositive();
            boolean lost = spent.lost()
                    .gross(agreement)
                    .plus(custody.pending())
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
            if (custody.undeliverable().isPositive()) {
                all.add(UNDELIVERABLE);
            }
            return all.size() == 1 ? all.getFirst() : SPLIT;
        }
    }

    default Optional<Custody> custodyNow() {
        return switch (this) {
            case Held held -> Optional.of(held.custody());
            case Delivered delivered -> Optional.of(delivered.custody());
            case Settled settled -> Optional.of(settled.custody());
            case Cancelled cancelled -> cancelled.custody();
            case Created _, Funding _, Expired _ -> Optional.empty();
        };
    }

    default Holdings holdingsNow() {
        return custodyNow().map(Custody::holdings).orElseGet(() -> Holdings.none(agreement()));
    }

    default Optional<Refund> openRefund() {
        return custodyNow().flatMap(Custody::openRefund);
    }

    default Optional<PaymentFact> paymentNow() {
        return switch (this) {
            case Created created -> created.attempt();
            case Expired expired -> expired.attempt();
            case Cancelled(_, var custody, var attempt) -> custody.map(Custody::payment).or(() -> attempt);
            case Held _, Delivered _, Settled _ -> custodyNow().map(Custody::payment);
            case Funding funding ->
                Optional.of(new PaymentFact(
                        funding.payment(), PaymentFact.Status.of(funding), funding.method(), ""));
        };
    }

    /** Whether cases hold all that is left, so that the state itself has nothing to go on with. */
    default boolean isDisputed() {
        return custodyNow()
                .filter(custody -> custody.isFrozen() && custody.holdings().free().isZero())
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
