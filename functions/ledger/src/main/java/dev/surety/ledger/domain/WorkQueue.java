package dev.surety.ledger.domain;

import dev.surety.model.journal.ChainId;

/** Where the messages come from that say which job to go on with. */
public interface WorkQueue {
    void goOn(ChainId job);
}
