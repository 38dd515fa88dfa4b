package dev.surety.events.domain;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.util.List;
import java.util.Optional;

/** The work that waits for a person, by marketplace. */
public interface Worklist {
    /** Whether this changed the place; false if the same entry or a later one was here before. */
    boolean mark(WorkItem place);

    /** Says how far people are with a place; one that they closed is open no more. */
    void mark(Handling handling);

    /** One place as it is at this moment, open or closed, unless it was closed long ago. */
    Optional<WorkItem> find(ChainId chain, String kind);

    /** A place as the list shows it, perhaps late: whether it is still open only {@link #open} can tell. */
    record Hint(String kind, String key) {}

    /** Of one marketplace, open for longest first, after a hint's key, at most a few. */
    List<Hint> hints(MarketplaceId marketplace, Optional<String> after, int most);

    /** Of at most 100 hints, those whose places are open at this moment, in the same order. */
    List<WorkItem> open(List<Hint> hints);
}
