package dev.surety.ledger.domain.report;

import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Holds;
import java.util.Optional;

/** The reasons that chains themselves give for money that waits. */
public interface HoldNotes {
    /** As the chain's last entry has it; nothing if it says nothing that can be read. */
    Optional<Holds> of(ChainId chain);
}
