package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.model.standing.Holds;
import java.util.Optional;

/** Lets tests of other rooms see what an entry would carry of an escrow's holds. */
public final class StoredHolds {
    private StoredHolds() {}

    public static Optional<Holds> of(Escrow escrow) {
        return HoldsOf.of(escrow);
    }
}
