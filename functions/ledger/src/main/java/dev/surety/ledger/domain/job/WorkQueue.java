package dev.surety.ledger.domain.job;

import dev.surety.model.journal.ChainId;

/** Where the messages come from that say what to go on with. */
public interface WorkQueue {
    void goOn(ChainId job);

    void scanOn();

    void daily();
}
