package dev.surety.payouts.domain.bank;

import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The bank has booked that a payout's money came back.
 *
 * @param line the bank line's id
 * @param on the bank's local date
 * @param at when the bank booked it
 * @param amount as it came, less the fee that the bank kept
 * @param credited the part of the payout that its source gets, in the end
 * @param code the bank's reason; empty if it gave none
 */
public record BookedCredit(
        String line, LocalDate on, Instant at, Money amount, Money credited, String code, Way way) {}
