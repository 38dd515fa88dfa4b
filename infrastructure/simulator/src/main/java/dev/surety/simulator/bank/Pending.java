package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.BankLine.Direction;
import java.time.Instant;

/**
 * A booking that the bank will make.
 *
 * @param id names it among the bookings of one moment
 * @param gathered whether it shares a line with others of its hour
 * @param amount what leaves or reaches the account
 * @param told the amount of the payment, as the line's detail names it
 */
record Pending(
        Instant at,
        Direction direction,
        boolean gathered,
        String id,
        String payout,
        String reference,
        Money amount,
        Money told,
        String code) {
    boolean joins(Pending first) {
        return gathered
                && first.gathered
                && at.equals(first.at)
                && direction == first.direction
                && amount.currency().equals(first.amount.currency());
    }
}
