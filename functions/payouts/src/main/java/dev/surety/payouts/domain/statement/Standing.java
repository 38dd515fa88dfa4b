package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;

/**
 * The ground on which a line's statement stands.
 *
 * @param chained whether its balances lead back to the account's first statement
 * @param isLate whether another statement told the line's day without it
 * @param isSure whether the equation shows the direction of its reversals
 * @param alone a return of this amount or more needs people
 */
public record Standing(boolean chained, boolean isLate, boolean isSure, Money alone, FeeOfReturn fee) {}
