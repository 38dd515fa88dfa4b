package dev.surety.messages.pain;

import dev.surety.model.bank.BankText;
import java.util.Optional;

/**
 * Who gives the order.
 *
 * @param id under which the bank knows it, if the bank has given one
 */
public record Party(String name, Optional<String> id) {
    public Party {
        Field.text("name", name, BankText.SEPA_NAME);
        id.ifPresent(given -> Field.id("id of the party", given));
    }
}
