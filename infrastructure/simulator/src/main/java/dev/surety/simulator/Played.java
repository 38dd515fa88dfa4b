package dev.surety.simulator;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * What a command has played, kept under its key.
 *
 * @param outcome the word of the request
 * @param amount of a chargeback
 */
public record Played(String fingerprint, PaymentId payment, String outcome, Optional<Money> amount) {
    /** Of the chargeback that was played. */
    public String chargeback() {
        return Chargeback.id(payment);
    }
}
