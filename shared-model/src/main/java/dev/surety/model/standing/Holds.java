package dev.surety.model.standing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why money of one escrow is not yet the payee's to be paid: carried, as {@code holds}, by every entry of an escrow
 * that has money, so that whoever explains a balance need only read the last one. The amounts sum to what the escrow's
 * entries have left on the payee's account of that kind.
 */
public record Holds(List<Hold> escrow, List<Hold> onHold) {
    /** Of this word in stored data; raised when a reader that does not know a new member would explain wrongly. */
    public static final int VERSION = 1;

    public static final String NOT_DELIVERED = "not_delivered";
    public static final String INSPECTION_WINDOW = "inspection_window";
    public static final String DISPUTE = "dispute";
    public static final String CHARGEBACK = "chargeback";
    public static final String NEW_PAYEE = "new_payee";

    public Holds {
        escrow = List.copyOf(escrow);
        onHold = List.copyOf(onHold);
    }

    /**
     * @param reason one of the closed list of reasons
     * @param amountMinor in minor units of the escrow's currency, positive
     * @param until when time itself ends this hold, if it does
     */
    public record Hold(String reason, long amountMinor, Optional<Instant> until) {}
}
