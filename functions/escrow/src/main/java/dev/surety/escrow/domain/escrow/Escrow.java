package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.PaymentFact;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of an escrow. Each state carries only the values it has. */
public sealed interface Escrow {
    Agreement agreement();

    /** The payer is to pay; {@code attempt} is the last payment that failed. */
    record Created(Agreement agreement, Instant payBy, Optional<PaymentFact> attempt) implements Escrow {}

    /**
     * A payment is under way, or its outcome is unknown.
     *
     * @param intentKey the command that wrote the intent
     * @param intentAt when the intent was appended
     * @param answered whether that command has had its answer ("unknown" or "action needed")
     * @param asked how often the gateway was asked without an answer
     * @param actBy until when the payer may complete the gateway's page; empty if there is none
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

    /** The escrow has the money; the payee is to deliver until {@code deliverBy}, then it goes back. */
    record Held(Agreement agreement, EscrowFunds funds, Instant deliverBy) implements Escrow {}

    /** The payee delivered; the payer may object until {@code inspectUntil}, then the money goes to the payee. */
    record Delivered(Agreement agreement, EscrowFunds funds, Instant inspectUntil) implements Escrow {}

    /**
     * Nothing is uncommitted any more. Released money may still be on hold, be disputed while it is, and be refunded.
     */
    record Settled(Agreement agreement, EscrowFunds funds, Outcome outcome, Instant settledAt) implements Escrow {}

    /** A party cancelled; {@code funds} is there if the escrow had been paid. */
    record Cancelled(Agreement agreement, Optional<EscrowFunds> funds, Optional<PaymentFact> attempt)
            implements Escrow {}

    /** The payer did not pay in time. */
    record Expired(Agreement agreement, Optional<PaymentFact> attempt) implements Escrow {}

    enum Outcome {
        RELEASED,
        REFUNDED,
        /** The payer's bank has it. */
        LOST,
        /** The payer is owed it, and the gateway refused to send it for good. */
        UNDELIVERABLE,
        SPLIT;

        /** The outcome by where the money is known to be. An open refund or chargeback does not count yet. */
        static Outcome of(EscrowFunds funds) {
            EscrowAmounts spent = funds.amounts();
            Agreement agreement = spent.agreement();
            Money open = funds.holds().chargebacks().stream()
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

    default Optional<EscrowFunds> fundsNow() {
        return switch (this) {
            case Held held -> Optional.of(held.funds());
            case Delivered delivered -> Optional.of(delivered.funds());
            case Settled settled -> Optional.of(settled.funds());
            case Cancelled cancelled -> cancelled.funds();
            case Created _, Funding _, Expired _ -> Optional.empty();
        };
    }

    default EscrowAmounts amountsNow() {
        return fundsNow().map(EscrowFunds::amounts).orElseGet(() -> EscrowAmounts.none(agreement()));
    }

    /** The sum that each fee has taken, in the agreement's order. */
    default List<Money> feesTaken() {
        return fundsNow()
                .map(EscrowFunds::feesTaken)
                .orElseGet(() -> Portion.none(agreement()).shares());
    }

    default Optional<Refund> openRefund() {
        return fundsNow().flatMap(EscrowFunds::openRefund);
    }

    default Optional<PaymentFact> paymentNow() {
        return switch (this) {
            case Created created -> created.attempt();
            case Expired expired -> expired.attempt();
            case Cancelled(_, var funds, var attempt) -> funds.map(EscrowFunds::payment).or(() -> attempt);
            case Held _, Delivered _, Settled _ -> fundsNow().map(EscrowFunds::payment);
            case Funding funding ->
                Optional.of(new PaymentFact(
                        funding.payment(), status(funding), funding.method(), ""));
        };
    }

    /** Whether cases hold all that is left, so that the state's own moves have nothing. */
    default boolean isDisputed() {
        return fundsNow()
                .filter(funds -> funds.isFrozen() && funds.amounts().uncommitted().isZero())
                .isPresent();
    }

    /** Whether the open dispute is decided by a procedure of its own, and not by an award here. */
    default boolean hasProcedure() {
        return fundsNow()
                .flatMap(funds -> funds.holds().dispute())
                .flatMap(OpenDispute::telling)
                .isPresent();
    }

    /** The state as shown to callers: {@code disputed} while cases hold all that is left. */
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

    private static PaymentFact.Status status(Funding funding) {
        if (funding.actBy().isPresent()) {
            return PaymentFact.Status.ACTION_NEEDED;
        }
        return funding.answered() ? PaymentFact.Status.UNKNOWN : PaymentFact.Status.REQUESTED;
    }
}
