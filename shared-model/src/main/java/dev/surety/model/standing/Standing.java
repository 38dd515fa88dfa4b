package dev.surety.model.standing;

import java.util.Optional;
import java.util.Set;

/**
 * The participant data that other functions decide by. Each entry of the participant's chain carries it, so the last
 * entry is enough.
 *
 * @param state such as {@code active} or {@code suspended}
 * @param active the capabilities that may be used now, such as {@code pay} and {@code receive}
 * @param inflowBlocked no money may be taken in for or from this participant
 * @param outflowBlocked no money may be paid out to this participant
 * @param record the participant's sales before its record chain began; empty in old entries
 */
public record Standing(
        String state,
        Set<String> active,
        boolean inflowBlocked,
        boolean outflowBlocked,
        Optional<SalesRecord> record) {
    /** The version of this stored shape. We raise it if a reader that skips a new member would decide wrongly. */
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
