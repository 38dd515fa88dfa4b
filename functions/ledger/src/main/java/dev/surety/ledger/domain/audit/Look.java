package dev.surety.ledger.domain.audit;

import dev.surety.ledger.domain.account.Booked;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.model.ledger.StoredLine;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far an audit has read the lines of one account, page by page, and their sum. Whatever was posted since the
 * account was marked is left out, so that balance and lines are of one instant.
 *
 * @param began when, by the marketplace's clock
 * @param amountMinor and {@code lines}: the balance when the account was marked
 * @param closing days that are to get their totals, each with the mark it was closed with
 * @param cursor where the next page begins; empty at the beginning
 * @param later the part of {@code sum} dated after the audit's horizon
 * @param day the sums of the day that is being looked at
 * @param hours a clearing account's sums, by hour
 */
public record Look(
        String account,
        Instant began,
        long amountMinor,
        long lines,
        long mark,
        String closed,
        Map<String, Long> closing,
        String cursor,
        BigInteger sum,
        long count,
        BigInteger later,
        Day day,
        Map<String, BigInteger> hours) {
    public Look {
        closing = Map.copyOf(closing);
        hours = Map.copyOf(hours);
    }

    /**
     * @param closed what is to go into the day's total; what came after it was closed is there already
     * @param all all lines there
     */
    public record Day(BigInteger closed, long closedLines, BigInteger all, long allLines) {
        static final Day NONE = new Day(BigInteger.ZERO, 0, BigInteger.ZERO, 0);

        Day plus(Line line, boolean isClosed) {
            BigInteger amount = BigInteger.valueOf(line.amountMinor());
            return new Day(
                    isClosed ? closed.add(amount) : closed,
                    closedLines + (isClosed ? 1 : 0),
                    all.add(amount),
                    allLines + 1);
        }
    }

    public static Look at(LedgerAccount account, StoredBalance marked, Instant now) {
        Map<String, Long> closing = new TreeMap<>(marked.days());
        closing.keySet().removeIf(day -> !marked.hasClosed(day));
        return new Look(
                account.key(),
                now,
                marked.amountMinor(),
                marked.lines(),
                marked.mark(),
                marked.closed(),
                closing,
                "",
                BigInteger.ZERO,
                0,
                BigInteger.ZERO,
                Day.NONE,
                Map.of());
    }

    public LedgerAccount of() {
        return LedgerAccount.parse(account);
    }

    /** The balance as of the mark, for a correction. */
    public StoredBalance marked() {
        return new StoredBalance(amountMinor, lines, mark, closed, closing);
    }

    public Look plus(Lines.Page page, Instant horizon) {
        BigInteger newSum = sum;
        long newCount = count;
        BigInteger newLater = later;
        Day newDay = day;
        Map<String, BigInteger> newHours = new TreeMap<>(hours);
        boolean clears = Booked.clears(of().kind());
        for (Lines.Second second : page.seconds()) {
            for (StoredLine stored : second.lines()) {
                Line line = stored.line();
                newDay = newDay.plus(line, stored.mark() < closing.getOrDefault(line.day(), 0L));
                if (stored.mark() >= mark) {
                    continue;
                }
                BigInteger amount = BigInteger.valueOf(line.amountMinor());
                newSum = newSum.add(amount);
                newCount++;
                newLater = line.at().isAfter(horizon) ? newLater.add(amount) : newLater;
                if (clears) {
                    Clearing.add(line, began, newHours);
                }
            }
        }
        return new Look(
                account, began, amountMinor, lines, mark, closed, closing, page.next(),
                newSum, newCount, newLater, page.endsDay() ? Day.NONE : newDay, newHours);
    }

    /** The day that a page ends, as it is summed up with that page. */
    public Day ending(Lines.Page page) {
        Day whole = day;
        for (Lines.Second second : page.seconds()) {
            for (StoredLine stored : second.lines()) {
                String of = stored.line().day();
                whole = whole.plus(stored.line(), stored.mark() < closing.getOrDefault(of, 0L));
            }
        }
        return whole;
    }

    public boolean balanceDiffers() {
        return !sum.equals(BigInteger.valueOf(amountMinor)) || count != lines;
    }

    public Optional<Difference> clearing() {
        return Clearing.of(hours);
    }
}
