package dev.surety.ledger.domain.job;

import dev.surety.model.journal.ChainId;

/** Sends the worker messages that say which work to go on with. */
public interface WorkQueue {
    void goOn(ChainId job);

    void scanOn();

    void daily();
}
