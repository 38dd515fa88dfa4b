package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.BankLine.Detail;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.BankLine.FileRef;
import dev.surety.simulator.bank.Behaviour.Back;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A booking that the bank will make.
 *
 * @param id names it among the bookings of one moment
 * @param gathered whether it shares a line with others of its hour, and carries the account's charge of that hour
 * @param amount what leaves or reaches the account, without the charge
 * @param charge the bank's fee on top; of a gathered one, none
 * @param details the payments, as the line names them
 * @param payments how many they are, named or not
 */
record Pending(
        Instant at,
        Direction direction,
        boolean gathered,
        String id,
        Money amount,
        Money charge,
        List<Detail> details,
        int payments,
        Optional<FileRef> file,
        String code) {
    Pending {
        details = List.copyOf(details);
    }

    /** A debit that shares its line. */
    static Pending gathered(Transfer transfer) {
        Money amount = transfer.amount();
        return new Pending(
                transfer.readyAt(),
                Direction.DEBIT,
                true,
                transfer.payout(),
                amount,
                Money.zero(amount.currency()),
                List.of(new Detail(transfer.payout(), transfer.reference(), amount)),
                1,
                Optional.empty(),
                "");
    }

    /** The return of a transfer, less what the payee's bank keeps. */
    static Pending returned(Transfer transfer, Instant at, Back back) {
        long minor = transfer.amount().amountMinor();
        Money amount = Money.of(
                minor - Math.min(back.feeMinor(), minor / 2), transfer.amount().currency());
        return new Pending(
                at,
                Direction.CREDIT,
                false,
                transfer.payout(),
                amount,
                Money.zero(amount.currency()),
                List.of(new Detail(transfer.payout(), transfer.reference(), amount, "", transfer.trace())),
                1,
                transfer.file(),
                back.code());
    }

    /** A movement that no payment of ours explains. */
    static Pending foreign(Instant at, Direction direction, String id, Money amount, Optional<String> text) {
        return new Pending(
                at,
                direction,
                false,
                id,
                amount,
                Money.zero(amount.currency()),
                text.map(words -> new Detail(words, words, amount)).stream().toList(),
                0,
                Optional.empty(),
                "");
    }

    boolean joins(Pending first) {
        return gathered
                && first.gathered
                && at.equals(first.at)
                && direction == first.direction
                && amount.currency().equals(first.amount.currency());
    }
}
