package dev.surety.model.calendar;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The days on which a payment system is open. No more than some weeks in a row are closed. */
@FunctionalInterface
public interface BankDays {
    BankDays TARGET = TargetDays::isOpen;
    BankDays FED = FedDays::isOpen;

    boolean isOpen(LocalDate day);

    /** Of a rail that sends these currencies: dollars alone move over the Fed. */
    static BankDays of(List<String> currencies) {
        return currencies.equals(List.of("USD")) ? FED : TARGET;
    }

    /** The same, with days on which one bank is closed beside. */
    default BankDays without(Collection<LocalDate> closed) {
        Set<LocalDate> days = Set.copyOf(closed);
        return day -> isOpen(day) && !days.contains(day);
    }

    /** The day itself if it is open, else the next open one. */
    default LocalDate following(LocalDate day) {
        LocalDate open = day;
        while (!isOpen(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /** The day itself if it is open, else the last open one before it. */
    default LocalDate preceding(LocalDate day) {
        LocalDate open = day;
        while (!isOpen(open)) {
            open = open.minusDays(1);
        }
        return open;
    }

    /** The day so many open days after this one. */
    default LocalDate plus(LocalDate day, int openDays) {
        LocalDate at = day;
        for (int i = 0; i < openDays; i++) {
            at = following(at.plusDays(1));
        }
        return at;
    }

    /** How many open days come after the first day and before the second. */
    default int between(LocalDate first, LocalDate second) {
        return (int) first.plusDays(1).datesUntil(second.isAfter(first) ? second : first.plusDays(1))
                .filter(this::isOpen)
                .count();
    }
}
