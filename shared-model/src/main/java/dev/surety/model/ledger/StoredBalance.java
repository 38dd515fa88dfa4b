package dev.surety.model.ledger;

import java.util.Map;

/**
 * An account's balance as it is stored: {@code amount} is the sum of its lines and {@code lines} how many there are.
 *
 * <p>{@code mark} is what every line is stamped with that is added from now on. An audit sets a greater one and gets
 * the balance of that very instant in the same write; lines of lesser marks are then exactly those which that balance
 * counts, however fast more arrive.
 *
 * <p>A platform account also keeps the days that have lines, until each has a total. A line of a day up to {@code
 * closed} is added to that day's total in the transaction that writes it; {@code closed} changes with the mark only.
 *
 * @param mark 0 while no audit has looked at the account
 * @param closed the last day with a total of its own, such as {@code 2026-11-22}; empty if there is none
 * @param days those whose lines no total counts yet, each with the mark it was closed with; {@link #OPEN} while it is
 *     open
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
