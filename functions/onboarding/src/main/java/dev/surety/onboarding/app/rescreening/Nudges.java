package dev.surety.onboarding.app.rescreening;

import dev.surety.model.journal.ChainId;

/** Asks for a look at a chain at once. A lost nudge costs time only: the chain's deadline leads to the same look. */
public interface Nudges {
    void nudge(ChainId chain);
}
