package dev.surety.escrow.domain.funds;

import dev.surety.model.money.Money;

/**
 * How a payee bears the refund that it grants after settlement. Money on hold goes first, then {@code payable}, in one
 * transaction with its balance. A refund without a charge becomes the payee's debt, and its fees are given back.
 *
 * @param debt the part that the payee may owe instead of paying it
 * @param keepsFees whether the fees on the part stay taken, so that the payee bears them
 */
public record Charge(Money debt, boolean keepsFees) {}
