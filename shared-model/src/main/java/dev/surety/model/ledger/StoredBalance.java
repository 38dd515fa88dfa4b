package dev.surety.model.ledger;

import java.util.Map;

/**
 * An account's stored balance: {@code amount} is the sum of its lines, and {@code lines} their number.
 *
 * <p>Each new line gets the balance's current {@code mark}. An audit raises the mark and reads the balance in the same
 * write. The balance it reads counts exactly the lines of lower marks, however fast more lines arrive.
 *
 * <p>A platform account also keeps the days that have lines, until each has a total. A line of a day up to {@code
 * closed} is added to that day's total in the transaction that writes it. Only a new mark changes {@code closed}.
 *
 * @param mark 0 before the account's first audit
 * @param closed the last day with a total of its own, such as {@code 2026-11-22}; empty if there is none
 * @param days the days whose lines no total counts yet, each with the mark that closed it, or {@link #OPEN}
 */
public record StoredBalance(long amountMinor, long lines, long mark, String closed, Map<String, Long> days) {
    public static final StoredBalance NONE = new StoredBalance(0, 0, 0, "", Map.of());
    public static final long OPEN = 1;

    public StoredBalance {
        days = Map.copyOf(days);
    }

    public boolean hasClosed(String day) {
        return day.compareTo(closed) <= 0;
    }
}
