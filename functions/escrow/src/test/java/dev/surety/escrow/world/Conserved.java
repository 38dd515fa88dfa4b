package dev.surety.escrow.world;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowFold;
import dev.surety.escrow.store.EscrowEvents;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.EntryItems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That every escrow of a store is conserved at every version. */
final class Conserved {
    private Conserved() {}

    /** Folding is enough: holdings that do not sum, and paths that are not legal, cannot be built. */
    static void check(MemoryDynamo store) {
        Map<String, List<Entry>> chains = new TreeMap<>();
        for (Map<String, AttributeValue> item : store.items(SuretyTables.JOURNAL)) {
            Entry entry = EntryItems.fromItem(item);
            if (entry.chain().type().equals("escrow")) {
                chains.computeIfAbsent(entry.chain().toString(), _ -> new ArrayList<>()).add(entry);
            }
        }
        for (List<Entry> entries : chains.values()) {
            entries.sort(Comparator.comparing(Entry::number));
            Escrow escrow = EscrowFold.first(EscrowEvents.read(entries.getFirst()));
            for (Entry entry : entries.subList(1, entries.size())) {
                escrow = EscrowFold.after(escrow, EscrowEvents.read(entry), entry.at(), entry.key());
                if (escrow.amountsNow().uncommitted().isNegative()) {
                    throw new AssertionError("escrow-conserved: " + entry.chain());
                }
            }
        }
    }
}
