package dev.surety.simulator.bank;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Contention;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.BankLine.Direction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns bookings to come into lines, once their time has come. A line and its bookings are one transaction. */
final class Booking {
    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int ALL = 1_000_000;

    private final BankBooks books;

    Booking(BankBooks books) {
        this.books = books;
    }

    /** Of two calls at once, one books a line and the other goes on after it. */
    void bookDue(At at, Instant now) {
        while (Contention.retry("an account at the bank", () -> bookOne(at, now))) {}
    }

    /** Returns whether there may be more to book; empty if another call was first. */
    private Optional<Boolean> bookOne(At at, Instant now) {
        List<Pending> due = books.due(at, now, BankBooks.MOST_OF_A_LINE);
        if (due.isEmpty()) {
            return Optional.of(false);
        }
        Pending first = due.getFirst();
        List<Pending> together = first.gathered()
                ? due.stream().takeWhile(each -> each.joins(first)).toList()
                : List.of(first);
        BankLine line = line(books.last(at), together, charge(at, first));
        return books.book(at, line, together) ? Optional.of(true) : Optional.empty();
    }

    private Money charge(At at, Pending first) {
        return first.gathered() ? books.script(at).charge(first.amount().currency()) : first.charge();
    }

    private static BankLine line(Optional<BankLine> last, List<Pending> together, Money charge) {
        Pending first = together.getFirst();
        Money amount = together.stream().map(Pending::amount).reduce(charge, Money::plus);
        Map<String, Long> balances = new HashMap<>(last.map(BankLine::balances).orElse(Map.of()));
        long moved = first.direction() == Direction.DEBIT ? -amount.amountMinor() : amount.amountMinor();
        balances.merge(amount.currency().code(), moved, Math::addExact);
        return new BankLine(
                last.map(BankLine::number).orElse(0L) + 1,
                // A booking that was asked for late does not stand before the lines that are there.
                last.map(BankLine::at).filter(first.at()::isBefore).orElse(first.at()),
                first.direction(),
                amount,
                charge,
                together.stream().flatMap(each -> each.details().stream()).toList(),
                together.stream().mapToInt(Pending::payments).sum(),
                first.file(),
                first.code(),
                balances);
    }

    /** The account's money once all that was sent is booked. */
    Money holds(At at, Money atGateways) {
        long opening = books.script(at).openings().getOrDefault(atGateways.currency().code(), atGateways.amountMinor());
        return Money.of(Math.addExact(opening, moved(at, atGateways.currency())), atGateways.currency());
    }

    /** The sum of the lines and of the debits to come, in minor units. */
    long moved(At at, Currency currency) {
        long booked = books.last(at).map(line -> line.balanceMinor(currency)).orElse(0L);
        long sent = books.due(at, FOR_EVER, ALL).stream()
                .filter(each -> each.direction() == Direction.DEBIT)
                .map(Pending::amount)
                .filter(amount -> amount.currency().equals(currency))
                .mapToLong(Money::amountMinor)
                .reduce(0, Math::addExact);
        return Math.subtractExact(booked, sent);
    }
}
