package dev.surety.model.dispute;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The chargebacks of a payment, as its gateway tells of them. Each entry of a payment, from the first notice on,
 * carries this as {@code chargebacks}. The last entry is then enough to bring our cases up to date.
 *
 * @param v the version of this shape, {@link #VERSION}; a reader skips members that it does not know
 * @param gateway the gateway's name
 * @param chargebacks in the order in which we heard of them first
 */
public record PaymentChargebacks(int v, ParticipantId payer, String gateway, List<Told> chargebacks) {
    public static final int VERSION = 1;

    /** The member of an entry's data. */
    public static final String MEMBER = "chargebacks";

    public PaymentChargebacks {
        chargebacks = List.copyOf(chargebacks);
    }

    /**
     * One chargeback.
     *
     * @param id the gateway's own name for it
     * @param shares each escrow's part of the amount; empty if no escrow has any of it
     * @param reason the gateway's code; empty if it gave none
     * @param evidenceDueBy the gateway takes evidence before this instant; empty if it has not said
     * @param answer the last outcome of an answer of ours
     */
    public record Told(
            String id,
            Money amount,
            List<Share> shares,
            String reason,
            Optional<Instant> evidenceDueBy,
            Phase phase,
            Optional<Answer> answer) {
        public Told {
            shares = List.copyOf(shares);
        }

        public Told answered(Answer by) {
            return new Told(id, amount, shares, reason, evidenceDueBy, phase, Optional.of(by));
        }
    }

    public record Share(EscrowId escrow, ParticipantId payee, Money amount) {}

    /** How far it is at the bank. */
    public enum Phase {
        /** The bank asks, and has debited nothing. */
        WARNING_NEEDS_RESPONSE,
        WARNING_UNDER_REVIEW,
        WARNING_CLOSED,
        /** The bank has debited the amount. */
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        /** The bank keeps the money. It may still give it back. */
        LOST;

        public boolean isWarning() {
            return this == WARNING_NEEDS_RESPONSE || this == WARNING_UNDER_REVIEW || this == WARNING_CLOSED;
        }
    }

    /**
     * The outcome of an answer of ours.
     *
     * @param n the number that the case gave it
     * @param declined why the gateway never takes this answer; empty if it has it
     */
    public record Answer(int n, ChargebackAnswer.Kind kind, Optional<String> declined) {}
}
