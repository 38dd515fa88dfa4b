package dev.surety.simulator;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * The act that a command played, stored under the command's key.
 *
 * @param outcome the word of the request
 * @param amount of a chargeback
 */
public record Played(String fingerprint, PaymentId payment, String outcome, Optional<Money> amount) {
    /** The id of the played chargeback. */
    public String chargeback() {
        return Chargeback.id(payment);
    }
}
