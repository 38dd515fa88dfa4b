package dev.surety.ledger.store;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;

/** Reads chains of whole states as they were at an earlier time. */
final class PastEntries {
    /** More entries since that time are not looked through. */
    private static final int MOST = 1_000;

    private PastEntries() {}

    /** The chain's last entry before an instant; reads from the newest back. */
    static Optional<Entry> last(Journal journal, ChainId chain, Instant until) {
        Optional<Entry> entry = journal.last(chain);
        for (int i = 0; entry.isPresent() && !entry.get().at().isBefore(until); i++) {
            if (i == MOST) {
                throw new Outage("the chain has too many entries since");
            }
            int before = entry.get().number() - 1;
            entry = before == 0 ? Optional.empty() : journal.find(chain, before);
        }
        return entry;
    }
}
