package dev.surety.sandbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.Hints.Deadline;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.timers.TimerReader;
import dev.surety.runtime.world.Worlds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deadlines that were left a moment ago, by the entries that answered others: the timer index may not show them yet,
 * and a clock that went by the index alone would pass them. They are read from the chains, which are never late. Lives
 * as long as one call of the mover; between two the index catches up.
 */
final class FreshDeadlines {
    private static final Comparator<Deadline> ORDER = Comparator.comparing(Deadline::at)
            .thenComparing(deadline -> deadline.chain().toString())
            .thenComparingInt(Deadline::number);

    private final Journal journal;
    private final MarketplaceId marketplace;
    private final Map<ChainId, Deadline> known = new HashMap<>();
    private Instant setAt = Instant.MIN;

    FreshDeadlines(Journal journal, MarketplaceId marketplace) {
        this.journal = journal;
        this.marketplace = marketplace;
    }

    /** When this call last set the clock; positions are stored to the millisecond. */
    void setAt(Instant system) {
        setAt = system.truncatedTo(ChronoUnit.MILLIS);
    }

    boolean wasSetAt(Instant stored) {
        return setAt.equals(stored);
    }

    /** Looks what the chains of these deadlines wait for now. */
    void leftBy(List<Deadline> dealtWith) {
        for (Deadline deadline : dealtWith) {
            ChainId chain = deadline.chain();
            String partition = Worlds.sandboxPartition(chain.type(), marketplace);
            known.remove(chain);
            journal.last(chain).ifPresent(last -> last.due()
                    .filter(due -> due.partition().equals(partition))
                    .ifPresent(due -> known.put(chain, new Deadline(chain, last.number(), due.at()))));
        }
    }

    /**
     * What the index shows of a type, and what it does not show yet. Where it shows a full page there is more behind
     * it, which a cursor must not pass for the sake of what is known here: that waits for its turn.
     */
    List<Deadline> among(String type, List<Deadline> shown, Instant until) {
        List<Deadline> all = new ArrayList<>(shown);
        known.values().stream()
                .filter(deadline -> deadline.chain().type().equals(type))
                .filter(deadline -> !deadline.at().isAfter(until))
                .filter(deadline -> !shown.contains(deadline))
                .filter(deadline -> shown.size() < TimerReader.PAGE
                        || deadline.at().isBefore(shown.getLast().at()))
                .forEach(all::add);
        all.sort(ORDER);
        return all;
    }
}
