package dev.surety.messages.camt;

import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * All payments within an entry, however many.
 *
 * @param areAllHere whether the entry lists them all; of very many only the first are kept
 * @param sum of their amounts without signs; empty if one has no amount, or another currency than the entry
 * @param messageId the one that every payment has
 * @param paymentInformationId the one that every payment has
 */
public record DetailTotals(
        int count,
        boolean areAllHere,
        Optional<Money> sum,
        Optional<String> messageId,
        Optional<String> paymentInformationId) {}
