package dev.surety.payouts.domain.statement;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums up a statement's lines, in memory that grows with its days and not with its lines. */
public final class Totals {
    /** The most days that one statement may span. */
    public static final int MOST_DAYS = 400;

    private static final class Day {
        private Money told;
        private Money reversed;

        private Day(Money zero) {
            told = zero;
            reversed = zero;
        }

        private Money effect(boolean turned) {
            return turned ? told.minus(reversed).minus(reversed) : told;
        }
    }

    private final StatementHeader header;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();
    private long count;
    private long reversals;
    private Money debits;
    private Money credits;

    public Totals(StatementHeader header) {
        this.header = header;
        this.debits = Money.zero(header.currency());
        this.credits = debits;
    }

    /** @return false if the line is of a day too many, and was not added */
    public boolean add(ToldLine line) {
        Invariants.hold(line.amount().currency().equals(header.currency()), "a statement has one currency");
        if (days.size() >= MOST_DAYS && !days.containsKey(line.bookedOn())) {
            return false;
        }
        Day day = days.computeIfAbsent(line.bookedOn(), _ -> new Day(Money.zero(header.currency())));
        day.told = day.told.plus(line.effect());
        if (line.isReversal()) {
            day.reversed = day.reversed.plus(line.effect());
            reversals++;
        }
        debits = line.isDebit() ? debits.plus(line.amount()) : debits;
        credits = line.isDebit() ? credits : credits.plus(line.amount());
        count++;
        return true;
    }

    /** The same sums under the whole header, which some banks end only behind the lines. */
    public Totals under(StatementHeader whole) {
        Invariants.hold(whole.currency().equals(header.currency()), "a statement has one currency");
        var totals = new Totals(whole);
        totals.days.putAll(days);
        totals.count = count;
        totals.reversals = reversals;
        totals.debits = debits;
        totals.credits = credits;
        return totals;
    }

    public long count() {
        return count;
    }

    public long reversals() {
        return reversals;
    }

    public Equation equation() {
        if (header.opening().isEmpty() || header.closing().isEmpty()) {
            return new Equation.Unchecked();
        }
        Money closing = header.closing().get();
        Money computed = closing(false);
        if (computed.equals(closing)) {
            return new Equation.Holds(false);
        }
        return closing(true).equals(closing) ? new Equation.Holds(true) : new Equation.Fails(computed, closing);
    }

    private Money closing(boolean turned) {
        return days.values().stream()
                .map(day -> day.effect(turned))
                .reduce(header.opening().orElseThrow(), Money::plus);
    }

    /** The statement's place among others; empty if its balances or its days are not there. */
    public Optional<Span> span(boolean turned) {
        Optional<LocalDate> to = header.to().or(() -> last()).or(header::from);
        Optional<LocalDate> from = header.from().or(() -> first()).or(() -> to);
        if (from.isEmpty() || to.isEmpty() || header.opening().isEmpty() || header.closing().isEmpty()) {
            return Optional.empty();
        }
        LocalDate start = from.get().isAfter(to.get()) ? to.get() : from.get();
        List<Span.Day> closings = new ArrayList<>();
        Money balance = header.opening().get();
        for (Map.Entry<LocalDate, Day> day : days.entrySet()) {
            balance = balance.plus(day.getValue().effect(turned));
            closings.add(new Span.Day(clamped(day.getKey(), start, to.get()), balance));
        }
        return Optional.of(new Span(
                start, to.get(), header.number(), header.opening().get(), header.closing().get(), closings, print()));
    }

    private Optional<LocalDate> first() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.firstKey());
    }

    private Optional<LocalDate> last() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.lastKey());
    }

    /** Banks book some entries under a date before the statement's first day. */
    private static LocalDate clamped(LocalDate day, LocalDate from, LocalDate to) {
        return day.isBefore(from) ? from : day.isAfter(to) ? to : day;
    }

    /** The same for a statement that comes again, under whatever id, name or version of the message. */
    private String print() {
        String sums = String.join(" ", Long.toString(count), debits.toString(), credits.toString());
        return header.page().map(page -> sums + Span.PAGE + page).orElse(sums);
    }
}
