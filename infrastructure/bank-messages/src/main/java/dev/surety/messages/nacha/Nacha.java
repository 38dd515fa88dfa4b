package dev.surety.messages.nacha;

import dev.surety.model.Invariants;
import dev.surety.model.bank.RoutingNumber;
import java.util.regex.Pattern;

/** Numbers that every NACHA file is made of. */
public final class Nacha {
    /** Characters of a record, its line end not among them. */
    public static final int RECORD = 94;
    /** Records of a block. */
    public static final int BLOCK = 10;
    /** 99,999,999.99 in an entry. */
    public static final long MOST_MINOR = 9_999_999_999L;
    /** 9,999,999,999.99 in a batch, and in a file. */
    public static final long MOST_TOTAL_MINOR = 999_999_999_999L;
    /** Of traces, and of batches of a file. */
    public static final int MOST_SEQUENCE = 9_999_999;
    /** Entries and addenda of a batch, and batches of a file. */
    public static final int MOST_COUNT = 999_999;

    static final long HASH = 10_000_000_000L;
    static final int ODFI = 8;
    private static final Pattern ODFI_FORM = Pattern.compile("[0-9]{8}");
    private static final Pattern ROUTING = Pattern.compile("[0-9]{9}");

    private Nacha() {}

    /**
     * The trace of an entry: unique for a bank's customer and day, over all files.
     *
     * @param odfi the first 8 digits of our bank's routing number
     * @param sequence from 1 to {@link #MOST_SEQUENCE}
     */
    public static String trace(String odfi, long sequence) {
        Invariants.hold(ODFI_FORM.matcher(odfi).matches(), "odfi: " + ODFI_FORM);
        Invariants.hold(
                sequence >= 1 && sequence <= MOST_SEQUENCE,
                "sequence of a trace: from 1 to " + MOST_SEQUENCE + ", and this is " + sequence);
        return odfi + padded(sequence, RECORD - 79 - ODFI);
    }

    /** Whether a text has nine digits, of which the last checks the others. */
    public static boolean isRoutingNumber(String text) {
        return ROUTING.matcher(text).matches() && RoutingNumber.checks(text);
    }

    static String padded(long number, int digits) {
        String text = Long.toString(number);
        Invariants.hold(text.length() <= digits, "a number of " + digits + " digits, and this is " + number);
        return "0".repeat(digits - text.length()) + text;
    }
}
