package dev.surety.ledger.app.audit;

import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.timers.TimerMessages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes chains whose deadline is long past and that have not moved since. The timers should have woken them: a timer
 * that has stopped sends no alarm itself, so each such chain is counted and raises one. Waking twice does no harm.
 */
public final class WakeOverdue {
    private static final Logger LOG = LoggerFactory.getLogger(WakeOverdue.class);

    private final Journal journal;
    private final Set<String> types;
    private final TimerMessages wakes;
    private final Metrics metrics;

    /** @param types of chains that can be woken */
    public WakeOverdue(Journal journal, Set<String> types, TimerMessages wakes, Metrics metrics) {
        this.journal = journal;
        this.types = Set.copyOf(types);
        this.wakes = wakes;
        this.metrics = metrics;
    }

    /** How many of these are still the last of their chains, with a deadline before an instant. */
    long all(List<EntryRef> places, Instant before) {
        return places.stream().filter(place -> wake(place, before)).count();
    }

    private boolean wake(EntryRef place, Instant before) {
        Optional<Entry> last = last(place);
        Optional<Entry.Due> due = last.flatMap(Entry::due).filter(deadline -> deadline.at().isBefore(before));
        if (last.isEmpty() || due.isEmpty()) {
            return false;
        }
        ChainId chain = last.get().chain();
        boolean canWake = types.contains(chain.type());
        if (canWake) {
            wakes.send(List.of(new Deadline(chain, last.get().number(), due.get().at())));
        }
        LOG.atError()
                .addKeyValue("chain", chain)
                .addKeyValue("number", last.get().number())
                .addKeyValue("due", due.get().at())
                .addKeyValue("woken", canWake)
                .log("timed-exit: a deadline is an hour past");
        metrics.count("overdue", "woken", Boolean.toString(canWake));
        return true;
    }

    private Optional<Entry> last(EntryRef place) {
        try {
            return journal.last(ChainId.parse(place.chain()));
        } catch (Breach | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
