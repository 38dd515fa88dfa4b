package dev.surety.payouts.world;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.EntryItems;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The deadlines that chains have left. */
final class Deadlines {
    private Deadlines() {}

    /** The last entry, of chains of these types, whose deadline comes first and not after the end. */
    static Optional<Entry> first(MemoryDynamo store, Set<String> types, Instant end) {
        Map<String, Entry> last = new TreeMap<>();
        store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .filter(entry -> types.contains(entry.chain().type()))
                .forEach(entry -> last.merge(
                        entry.chain().toString(), entry, (one, other) -> one.number() > other.number() ? one : other));
        return last.values().stream()
                .filter(entry -> entry.due().filter(due -> !due.at().isAfter(end)).isPresent())
                .min(Comparator.comparing(entry -> entry.due().orElseThrow().at()));
    }
}
