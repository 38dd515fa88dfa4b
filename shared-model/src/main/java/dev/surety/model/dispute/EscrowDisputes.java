package dev.surety.model.dispute;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import java.util.List;

/**
 * The disputes of an escrow. Each entry of an escrow, from the first dispute on, carries this as {@code disputes}. The
 * last entry is then enough to decide about them.
 *
 * @param v the version of this shape, {@link #VERSION}; a reader skips members that it does not know
 * @param reference the marketplace's own name of the escrow; may be empty
 * @param preset the name of its terms
 * @param terms the version of its terms
 * @param disputes oldest first; only the last one can be open
 */
public record EscrowDisputes(
        int v,
        ParticipantId payer,
        ParticipantId payee,
        String reference,
        String preset,
        int terms,
        Money price,
        List<DisputedMoney> disputes) {
    public static final int VERSION = 1;

    /** The member of an entry's data. */
    public static final String MEMBER = "disputes";

    /** The command that has the dispute's function make the dispute that an escrow's entry tells of. */
    public static final String OPEN = "open-dispute";

    public EscrowDisputes {
        disputes = List.copyOf(disputes);
    }
}
