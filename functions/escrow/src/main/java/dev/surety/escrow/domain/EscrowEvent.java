package dev.surety.escrow.domain;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to an escrow. Stored for ever: a changed shape is a new record with a new version in its name. */
public sealed interface EscrowEvent {
    record Created(Agreement agreement, Instant payBy) implements EscrowEvent {}

    /** {@code words} is the commitment to an operator's reason in the vault, where one forced this. */
    record FundingStarted(PaymentId payment, String method, Optional<String> words) implements EscrowEvent {}

    record Funded(PaymentId payment, String method, Money amount, Instant deliverBy) implements EscrowEvent {}

    record FundingDeclined(PaymentId payment, String method, String code) implements EscrowEvent {}

    record FundingUnknown(PaymentId payment, String method) implements EscrowEvent {}

    record Delivered(Instant inspectUntil, Optional<String> words) implements EscrowEvent {}

    /**
     * A part of the price went to the payee.
     *
     * @param amount before fees
     * @param shares what each fee took of it, in the agreement's order
     * @param why the payer's word, or the end of the inspection
     * @param words commitment to an operator's reason in the vault, if one forced this
     */
    record Released(Money amount, List<Money> shares, Why why, Optional<String> words) implements EscrowEvent {
        public Released {
            shares = List.copyOf(shares);
        }
    }

    /** The last part went to the payee, and with it the escrow is settled. */
    record Settled(Released release, Escrow.Outcome outcome) implements EscrowEvent {}

    record Expired() implements EscrowEvent {}

    enum Why {
        ACCEPTED,
        RELEASED,
        INSPECTION_OVER
    }
}
