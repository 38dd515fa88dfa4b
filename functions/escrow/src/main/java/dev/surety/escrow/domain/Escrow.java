package dev.surety.escrow.domain;

import dev.surety.model.id.PaymentId;
import java.time.Instant;
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

    /** A case freezes some or all of the money; what is free can still be released and refunded by the parties. */
    record Disputed(Agreement agreement, Custody custody, Case open, Before before) implements Escrow {}

    /** Nothing is held. What was released may still mature, and what was released may still be refunded. */
    record Settled(Agreement agreement, Custody custody, Outcome outcome, Instant settledAt) implements Escrow {}

    /** Called off; {@code custody} is there if it had been paid. */
    record Cancelled(Agreement agreement, Optional<Custody> custody, Optional<PaymentFact> attempt)
            implements Escrow {}

    /** Nobody paid in time. */
    record Expired(Agreement agreement, Optional<PaymentFact> attempt) implements Escrow {}

    /** The state a case interrupted. */
    enum Before {
        HELD,
        DELIVERED,
        SETTLED
    }

    enum Outcome {
        RELEASED,
        REFUNDED,
        SPLIT;

        /** What went to the payee and what did not: back to the payer, or with the payer's bank. */
        static Outcome of(Holdings spent) {
            boolean back = !spent.refunded().weighsNothing() || !spent.lost().weighsNothing();
            if (spent.released().weighsNothing()) {
                return REFUNDED;
            }
            return back ? SPLIT : RELEASED;
        }
    }

    default Optional<Custody> custodyNow() {
        return switch (this) {
            case Held held -> Optional.of(held.custody());
            case Delivered delivered -> Optional.of(delivered.custody());
            case Disputed disputed -> Optional.of(disputed.custody());
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
            case Held _, Delivered _, Disputed _, Settled _ -> custodyNow().map(Custody::payment);
            case Funding funding ->
                Optional.of(new PaymentFact(
                        funding.payment(), PaymentFact.Status.of(funding), funding.method(), ""));
        };
    }

    default String stateName() {
        return switch (this) {
            case Created _ -> "created";
            case Funding _ -> "funding";
            case Held _ -> "held";
            case Delivered _ -> "delivered";
            case Disputed _ -> "disputed";
            case Settled _ -> "settled";
            case Cancelled _ -> "cancelled";
            case Expired _ -> "expired";
        };
    }
}
