package dev.surety.model.standing;

import java.util.Optional;
import java.util.Set;

/**
 * What others may know of a participant when they decide: carried by every entry of the participant's chain, so that
 * reading the last one is enough.
 *
 * @param state such as {@code active} or {@code suspended}
 * @param active the capabilities that may be used now, such as {@code pay} and {@code receive}
 * @param inflowBlocked no money may be taken in for or from this participant
 * @param outflowBlocked no money may be paid out to this participant
 * @param record how long and how often this participant has sold, as far as anyone asks; empty in old entries
 */
public record Standing(
        String state,
        Set<String> active,
        boolean inflowBlocked,
        boolean outflowBlocked,
        Optional<SalesRecord> record) {
    /** Of this word in stored data; raised when a reader that does not know a new member would decide wrongly. */
    public static final int VERSION = 1;

    public static final String PAY = "pay";
    public static final String RECEIVE = "receive";
    public static final String PAYOUT = "payout";

    public Standing {
        active = Set.copyOf(active);
    }

    public boolean may(String capability) {
        return active.contains(capability);
    }
}
