package dev.surety.messages.camt;

import java.util.Optional;

/** One side of a payment, as far as the bank tells it. */
public record Party(Optional<String> name, Optional<AccountNumber> account) {
    static final Party UNKNOWN = new Party(Optional.empty(), Optional.empty());
}
