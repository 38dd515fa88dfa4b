package dev.surety.model.standing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The reasons that keep one escrow's money from its payee. Each entry of a paid escrow carries this as {@code holds},
 * so the last entry is enough to explain a balance. The amounts sum to the escrow's rest on the payee's account of that
 * kind.
 */
public record Holds(List<Hold> escrow, List<Hold> onHold) {
    /** The version of this stored shape. We raise it if a reader that skips a new member would explain wrongly. */
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
     * @param until when the hold ends by time alone, if it does
     */
    public record Hold(String reason, long amountMinor, Optional<Instant> until) {}
}
