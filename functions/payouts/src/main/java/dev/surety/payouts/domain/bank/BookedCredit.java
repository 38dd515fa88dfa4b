package dev.surety.payouts.domain.bank;

import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A bank's line that brought a payout's money back. The line has posted.
 *
 * @param amount as the bank sent it
 * @param credited the part that the payout's source has, or gets
 */
public record BookedCredit(
        String line, LocalDate on, Instant at, Money amount, Money credited, String code, Way way) {}
