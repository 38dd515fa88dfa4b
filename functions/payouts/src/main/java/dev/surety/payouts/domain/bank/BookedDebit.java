package dev.surety.payouts.domain.bank;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The bank has booked that a payout left our account.
 *
 * @param line the bank line's id
 * @param bookedOn the bank's local date
 * @param at when the bank booked it
 */
public record BookedDebit(String line, LocalDate bookedOn, Instant at) {}
