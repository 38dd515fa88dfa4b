package dev.surety.model.dispute;

import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import java.time.Duration;
import java.util.Optional;

/**
 * The demands of a dispute on its escrow. Each entry of a dispute carries this as {@code demands}, so its last entry is
 * the reason of the command {@link #ENFORCE} or {@link #EXTEND}.
 *
 * @param v the version of this shape, {@link #VERSION}; a reader skips members that it does not know
 * @param extended the time by which outages have moved the dispute's deadlines in all
 * @param enforce the decision that the escrow is to carry out; empty before one is made and once the escrow has
 */
public record DisputeDemands(
        int v, EscrowId escrow, DisputeId dispute, Duration extended, Optional<Enforce> enforce) {
    public static final int VERSION = 1;

    /** The member of an entry's data. */
    public static final String MEMBER = "demands";

    /** The command that makes the escrow carry out {@link #enforce}. */
    public static final String ENFORCE = "enforce-dispute";

    /** The command that makes the escrow move its long stop to {@link #extended}. */
    public static final String EXTEND = "extend-dispute";

    /**
     * A decision. The escrow carries each number out once.
     *
     * @param n grows when the division changes
     * @param division empty if the dispute is withdrawn
     */
    public record Enforce(int n, Optional<Division> division) {}
}
