package dev.surety.disputes.app.dispute;

import dev.surety.model.journal.ChainId;

/** Has a chain looked at soon. A lost nudge costs time only, because each entry with work leaves a deadline. */
public interface Nudges {
    void nudge(ChainId chain);
}
