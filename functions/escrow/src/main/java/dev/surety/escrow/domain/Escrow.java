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
     * @param answered whether that command has had its answer (which then was "unknown")
     * @param asked how often the gateway was asked in vain
     */
    record Funding(
            Agreement agreement,
            Instant payBy,
            PaymentId payment,
            String method,
            String intentKey,
            Instant intentAt,
            boolean answered,
            int asked)
            implements Escrow {}

    /** The money is here; the payee is to deliver. */
    record Held(Agreement agreement, Holdings holdings, PaymentFact payment, Instant deliverBy) implements Escrow {}

    /** Delivered; the payer may look until {@code inspectUntil}, then the money goes to the payee by itself. */
    record Delivered(Agreement agreement, Holdings holdings, PaymentFact payment, Instant inspectUntil)
            implements Escrow {}

    record Settled(Agreement agreement, Holdings holdings, PaymentFact payment, Outcome outcome) implements Escrow {}

    /** Nobody paid in time. */
    record Expired(Agreement agreement, Optional<PaymentFact> attempt) implements Escrow {}

    enum Outcome {
        RELEASED,
        REFUNDED,
        SPLIT
    }

    default Holdings holdingsNow() {
        return switch (this) {
            case Held held -> held.holdings();
            case Delivered delivered -> delivered.holdings();
            case Settled settled -> settled.holdings();
            case Created _, Funding _, Expired _ -> Holdings.none(agreement());
        };
    }

    default Optional<PaymentFact> paymentNow() {
        return switch (this) {
            case Created created -> created.attempt();
            case Expired expired -> expired.attempt();
            case Held held -> Optional.of(held.payment());
            case Delivered delivered -> Optional.of(delivered.payment());
            case Settled settled -> Optional.of(settled.payment());
            case Funding funding ->
                Optional.of(new PaymentFact(
                        funding.payment(),
                        funding.answered() ? PaymentFact.Status.UNKNOWN : PaymentFact.Status.REQUESTED,
                        funding.method(),
                        ""));
        };
    }

    default String stateName() {
        return switch (this) {
            case Created _ -> "created";
            case Funding _ -> "funding";
            case Held _ -> "held";
            case Delivered _ -> "delivered";
            case Settled _ -> "settled";
            case Expired _ -> "expired";
        };
    }
}
