package dev.surety.ledger.domain.report;

import dev.surety.model.journal.ChainId;
import dev.surety.model.standing.Holds;
import java.util.Optional;

/** What chains themselves say about why their money waits. */
public interface HoldNotes {
    /** As the chain's last entry has it; nothing if it says nothing that can be read. */
    Optional<Holds> of(ChainId chain);
}
