package dev.surety.ledger.app.posting;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import java.util.Optional;

/** Appends the entries that the ledger's own chains lack, and looks again after a lost race. */
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
