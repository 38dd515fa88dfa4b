package dev.surety.ledger.app.posting;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import java.util.Optional;

/** Appends to the ledger's own chains what their state asks for, and after a lost race looks again. */
public final class LedgerEntries {
    private final Journal journal;

    public LedgerEntries(Journal journal) {
        this.journal = journal;
    }

    /** Decides which entry a chain still lacks; nothing if it lacks none. */
    public interface Decision {
        Optional<Draft> on(Chain chain);
    }

    public void append(ChainId id, Decision decision) {
        boolean _ = Contention.retry(id.toString(), () -> {
            Chain chain = journal.load(id);
            Optional<Draft> draft = decision.on(chain);
            boolean isDone = draft.isEmpty() || journal.append(chain, draft.get()) instanceof Append.Done;
            return isDone ? Optional.of(true) : Optional.empty();
        });
    }
}
