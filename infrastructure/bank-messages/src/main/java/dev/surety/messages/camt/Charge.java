package dev.surety.messages.camt;

import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * A bank's fee.
 *
 * @param isDebit whether we pay it; true if the bank does not say
 * @param isIncluded whether the entry's amount is after this fee; empty if the bank does not say
 */
public record Charge(Money amount, boolean isDebit, Optional<Boolean> isIncluded) {}
