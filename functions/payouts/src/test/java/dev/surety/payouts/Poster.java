package dev.surety.payouts;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.payouts.store.LedgerBooks;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.ledger.AccountWrites;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.secrets.Digests;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Posts the journal's entries as the ledger does: a line once, and in one write with its balance. */
public final class Poster {
    private final MemoryDynamo memory;
    private final LedgerBooks books;

    public Poster(MemoryDynamo memory) {
        this.memory = memory;
        this.books = new LedgerBooks(memory, SuretyTables.LEDGER);
    }

    public void post() {
        post(_ -> true);
    }

    /** Posts these lines, and leaves the others for later. */
    public void post(Predicate<Line> which) {
        for (StreamRecord record : memory.stream(SuretyTables.JOURNAL)) {
            Line.of(EntryItems.fromItem(record.newImage())).stream()
                    .filter(which)
                    .filter(line -> !books.has(line))
                    .forEach(this::post);
        }
    }

    private void post(Line line) {
        LedgerAccount account = line.account();
        var known = BalanceItems.of(memory.getItem(
                        get -> get.tableName(SuretyTables.LEDGER).key(BalanceItems.key(account)))
                .item());
        var writes = new AccountWrites(SuretyTables.LEDGER, account, known, List.of(line));
        memory.transactWriteItems(write -> write.transactItems(writes.items("", Map.of()))
                .clientRequestToken(Digests.sha256Hex(LineItems.place(line)).substring(0, 36)));
    }
}
