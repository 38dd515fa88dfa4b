package dev.surety.escrow;

import dev.surety.escrow.domain.EscrowFold;
import dev.surety.escrow.domain.EscrowFold.Step;
import dev.surety.escrow.domain.Holdings;
import dev.surety.escrow.store.EscrowEvents;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.testkit.MemoryDynamo;
import dev.surety.testkit.SuretyTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That every escrow of a store is conserved at every version. */
final class Conserved {
    private Conserved() {}

    /** Folding is enough: holdings that do not sum, and paths that are not legal, cannot be built. */
    static void check(MemoryDynamo store) {
        Map<String, List<Step>> chains = new TreeMap<>();
        for (Map<String, AttributeValue> item : store.items(SuretyTables.JOURNAL)) {
            Entry entry = EntryItems.fromItem(item);
            if (entry.chain().type().equals("escrow")) {
                chains.computeIfAbsent(entry.chain().toString(), _ -> new ArrayList<>())
                        .add(new Step(entry, EscrowEvents.read(entry)));
            }
        }
        for (List<Step> steps : chains.values()) {
            steps.sort((one, other) -> Integer.compare(one.entry().number(), other.entry().number()));
            for (int version = 1; version <= steps.size(); version++) {
                Holdings holdings = EscrowFold.of(steps.subList(0, version)).holdingsNow();
                if (holdings.free().isNegative()) {
                    throw new AssertionError("escrow-conserved: " + steps.getFirst().entry().chain());
                }
            }
        }
    }
}
