package dev.surety.ledger.domain.report;

import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Holds;
import java.util.Optional;

/** The reasons that chains themselves give for money that waits. */
public interface HoldNotes {
    /** The reasons in the chain's last entry; nothing if it has none that can be read. */
    Optional<Holds> of(ChainId chain);
}
