package dev.surety.payouts.domain.statement;

import dev.surety.model.id.Id;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A statement's days and balances.
 *
 * @param number the bank's sequence number of the year
 * @param days the balance after each day with lines, in order
 * @param sums counts and sums of its lines, which tell it from others of the same days and balances; a page's number
 */
public record Span(
        LocalDate from,
        LocalDate to,
        Optional<Long> number,
        Money opening,
        Money closing,
        List<Day> days,
        String sums) {
    /** The word in {@code sums} before the page's number. */
    static final String PAGE = " page ";

    public Span {
        days = List.copyOf(days);
    }

    boolean isPage() {
        return sums.contains(PAGE);
    }

    /** Whether it goes on with the statement of which an earlier page has the same number. */
    boolean goesOn() {
        int at = sums.indexOf(PAGE);
        return at >= 0 && !sums.substring(at + PAGE.length()).equals("1");
    }

    public record Day(LocalDate on, Money closing) {}

    /** The same for a statement that comes again, under whatever id, name or version of the message. */
    String print() {
        return Id.derive(
                "stm", from.toString(), to.toString(), opening.toString(), closing.toString(), sums);
    }

    /** The balance at the end of the day before, as far as this statement shows it. */
    Money before(LocalDate day) {
        return balance(days, opening, day);
    }

    static Money balance(List<Day> days, Money opening, LocalDate before) {
        return days.stream()
                .filter(day -> day.on().isBefore(before))
                .reduce((_, later) -> later)
                .map(Day::closing)
                .orElse(opening);
    }
}
