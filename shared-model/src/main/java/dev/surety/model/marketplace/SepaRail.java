package dev.surety.model.marketplace;

import dev.surety.model.calendar.BankDays;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * How files of SEPA credit transfers are written for a bank. All texts are in the bank's characters.
 *
 * @param debtor as the bank knows the holder of the account
 * @param initiator the id that the bank gave to the party that hands files over
 * @param cutOff {@code HH:MM} in the marketplace's time zone; later files get the next bank day
 * @param batchBooking whether the bank shows one debit for each group
 * @param closedDays on which this bank is closed beside the closing days of TARGET
 * @param mostPerFile payments in one file
 * @param mostPerGroup payments in one group
 * @param text that payees read before the payout's reference
 * @param instant whether the bank also takes groups of instant payments
 */
public record SepaRail(
        Debtor debtor,
        Optional<String> initiator,
        String cutOff,
        boolean batchBooking,
        List<LocalDate> closedDays,
        int mostPerFile,
        int mostPerGroup,
        Optional<String> text,
        boolean instant)
        implements FileRail {
    public static final String SHIPPED_CUT_OFF = "12:00";
    public static final boolean SHIPPED_BATCH_BOOKING = true;

    /** As many payments as the largest run has, and as many as one group of a run. */
    public static final int LARGEST_FILE = 102_400;

    public static final int LARGEST_GROUP = 3_200;

    /** A payment of SEPA is at most 999,999,999.99. */
    public static final long LARGEST_PAYMENT_MINOR = 99_999_999_999L;

    /** The reference of a payout has 15 characters, and a space before it; a payment's text has 140. */
    public static final int LONGEST_TEXT = 140 - 16;

    public SepaRail {
        closedDays = List.copyOf(closedDays);
    }

    @Override
    public BankDays days() {
        return BankDays.TARGET.without(closedDays);
    }

    public LocalTime cutOffTime() {
        return LocalTime.parse(cutOff);
    }

    /** The text that a payee reads on its statement. */
    public String textWith(String reference) {
        return text.map(words -> words + " " + reference).orElse(reference);
    }

    public record Debtor(String name, Optional<Address> address) {}

    /** Banks ask for the debtor's address where a payee's bank is outside the EEA. */
    public record Address(String town, String country) {}
}
