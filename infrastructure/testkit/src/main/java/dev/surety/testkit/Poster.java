package dev.surety.testkit;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.ledger.AccountWrites;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.secrets.Digests;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Posts the journal's entries as the ledger does: a line once, and in one write with its balance. */
public final class Poster {
    private final MemoryDynamo store;

    public Poster(MemoryDynamo store) {
        this.store = store;
    }

    public void post() {
        post(_ -> true);
    }

    /** Posts these lines, and leaves the others for later. */
    public void post(Predicate<Line> which) {
        for (Map<String, AttributeValue> item : store.items(SuretyTables.JOURNAL)) {
            Line.of(EntryItems.fromItem(item)).stream()
                    .filter(which)
                    .filter(line -> !isThere(line))
                    .forEach(this::put);
        }
    }

    private boolean isThere(Line line) {
        return store.getItem(get -> get.tableName(SuretyTables.LEDGER).key(LineItems.key(line)))
                .item()
                .containsKey(LineItems.name(line));
    }

    private void put(Line line) {
        LedgerAccount account = line.account();
        var known = BalanceItems.of(store.getItem(
                        get -> get.tableName(SuretyTables.LEDGER).key(BalanceItems.key(account)))
                .item());
        var writes = new AccountWrites(SuretyTables.LEDGER, account, known, List.of(line));
        store.transactWriteItems(write -> write.transactItems(writes.items("", Map.of()))
                .clientRequestToken(Digests.sha256Hex(LineItems.place(line)).substring(0, 36)));
    }
}
