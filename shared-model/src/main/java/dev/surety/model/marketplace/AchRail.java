package dev.surety.model.marketplace;

import dev.surety.model.calendar.BankDays;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How NACHA files of ACH credits are written for a bank. All texts are in the bank's characters.
 *
 * @param destination the bank or operator that gets the file
 * @param origin the sender of the file, as that bank knows it
 * @param company the marketplace, as payees read it
 * @param odfi the routing number of the bank that originates the entries
 * @param entryDescription what payees read beside the company's name
 * @param discretionary for the bank's own use
 * @param timeZone in which the days and times of the file are
 * @param cutOff {@code HH:MM}; later files count as files of the next bank day
 * @param sameDay if the bank settles payments on the day that it gets them
 * @param closedDays on which this bank is closed beside the holidays of the Fed
 * @param mostPerFile payments in one file
 * @param offset if each batch holds the debit of our account as well
 * @param prenote whether an entry without money goes to a new account first
 * @param presumedAfter so many bank days after its debit, a payout without a return counts as paid
 * @param answerDays so many bank days after its date, the bank's books have to show a file
 */
public record AchRail(
        Destination destination,
        Origin origin,
        Company company,
        String odfi,
        String entryDescription,
        Optional<String> discretionary,
        String timeZone,
        String cutOff,
        Optional<SameDay> sameDay,
        List<LocalDate> closedDays,
        int mostPerFile,
        Optional<Offset> offset,
        Prenote prenote,
        int presumedAfter,
        int answerDays)
        implements FileRail {
    public static final String CURRENCY = "USD";
    public static final String SHIPPED_CUT_OFF = "17:00";
    public static final String SHIPPED_ZONE = "America/New_York";
    public static final String SHIPPED_DESCRIPTION = "PAYOUT";
    public static final int SHIPPED_PRESUMED_AFTER = 2;
    public static final int SHIPPED_ANSWER_DAYS = 5;

    /** The most of a payment that settles on the same day: one million dollars. */
    public static final long SHIPPED_SAME_DAY_MINOR = 100_000_000L;

    /** The lengths of the file's fields. */
    public static final int LONGEST_NAME = 23;

    public static final int LONGEST_COMPANY = 16;
    public static final int LONGEST_ID = 10;
    public static final int SHORTEST_ORIGIN = 9;
    public static final int LONGEST_DESCRIPTION = 10;
    public static final int LONGEST_DISCRETIONARY = 20;
    public static final int LONGEST_ACCOUNT = 17;

    /** An entry is at most 99,999,999.99. */
    public static final long LARGEST_PAYMENT_MINOR = 9_999_999_999L;

    public static final int LARGEST_FILE = 100_000;
    public static final int SHIPPED_FILE = 10_000;

    /** The most of either wait. */
    public static final int LONGEST_WAIT = 30;

    public AchRail {
        closedDays = List.copyOf(closedDays);
    }

    @Override
    public int mostPerGroup() {
        return mostPerFile;
    }

    @Override
    public BankDays days() {
        return BankDays.FED.without(closedDays);
    }

    public LocalTime cutOffTime() {
        return LocalTime.parse(cutOff);
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** Whether a payment is too large to settle on the day that the bank gets it. */
    public boolean isTooLargeForSameDay(Money amount) {
        return sameDay.filter(of -> amount.amountMinor() > of.most().amountMinor()).isPresent();
    }

    /** @param routing nine digits */
    public record Destination(String routing, String name) {}

    public record Origin(String id, String name) {}

    public record Company(String name, String id) {}

    /**
     * @param cutOff {@code HH:MM}; later files do not settle on the same day
     * @param most of one payment
     */
    public record SameDay(String cutOff, Money most) {
        public LocalTime cutOffTime() {
            return LocalTime.parse(cutOff);
        }
    }

    /** The account of the marketplace, of which the bank account of the rail has the number. */
    public record Offset(Type type) {}

    public enum Type {
        CHECKING,
        SAVINGS
    }

    public enum Prenote {
        NONE,
        REQUIRED
    }
}
