package dev.surety.payouts.world;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.ledger.AccountWrites;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Posts every entry to the ledger, as the ledger's own poster does, and passes by lines that are there. */
final class Poster {
    private final MemoryDynamo store;

    Poster(MemoryDynamo store) {
        this.store = store;
    }

    void post() {
        for (Map<String, AttributeValue> item : store.items(SuretyTables.JOURNAL)) {
            Entry entry = EntryItems.fromItem(item);
            Line.of(entry).stream().filter(line -> !isThere(line)).forEach(this::put);
        }
    }

    private boolean isThere(Line line) {
        return store.getItem(get -> get.tableName(SuretyTables.LEDGER).key(LineItems.key(line)))
                .item()
                .containsKey(LineItems.name(line));
    }

    private void put(Line line) {
        StoredBalance known = BalanceItems.of(
                store.getItem(get -> get.tableName(SuretyTables.LEDGER).key(BalanceItems.key(line.account())))
                        .item());
        var writes = new AccountWrites(SuretyTables.LEDGER, line.account(), known, List.of(line));
        store.transactWriteItems(write -> write.transactItems(writes.items("", Map.of()))
                .clientRequestToken(line.entry().substring(4, 24) + line.account().kind()));
    }
}
