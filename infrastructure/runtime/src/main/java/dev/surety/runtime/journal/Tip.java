package dev.surety.runtime.journal;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import java.util.Optional;

/** Where a chain had grown to when it was read: all that the next entry has to know of it. */
public sealed interface Tip permits Chain, StateChain {
    ChainId id();

    int version();

    Optional<Entry> tip();

    /** The hash that the next entry names; asked for only when there is a last entry. */
    String lastHash();

    /** Whether the chain takes no further entry. */
    boolean isFull();
}
