package dev.surety.escrow.domain;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.util.Optional;

/** What may be asked of an escrow: by its parties, by the answer of a gateway, or by time. */
public sealed interface EscrowCommand {
    record Fund(PaymentId payment, String method, Optional<String> words) implements EscrowCommand {}

    record Deliver(Optional<String> words) implements EscrowCommand {}

    record Accept(Optional<String> words) implements EscrowCommand {}

    /** Releases a part of the price, or all that is left of it. */
    record Release(Optional<Money> amount, Optional<String> words) implements EscrowCommand {}

    record Captured(PaymentId payment, Money amount) implements EscrowCommand {}

    record Declined(PaymentId payment, String code) implements EscrowCommand {}

    record StillUnknown(PaymentId payment) implements EscrowCommand {}

    /** The deadline that the last entry left has come. */
    record TimeIsUp() implements EscrowCommand {}
}
