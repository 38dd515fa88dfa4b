package dev.surety.messages.camt;

import dev.surety.model.money.Money;
import java.util.Optional;

/** Which group of payments an entry books, in our own ids, as far as the bank repeats them. */
public record Batch(
        Optional<String> messageId, Optional<String> paymentInformationId, Optional<Long> count, Optional<Money> sum) {}
