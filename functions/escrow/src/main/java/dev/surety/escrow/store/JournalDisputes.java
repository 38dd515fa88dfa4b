package dev.surety.escrow.store;

import dev.surety.escrow.app.escrow.Disputes;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.command.CausedCommand;
import dev.surety.runtime.journal.Journal;
import java.util.function.Consumer;

/** Looks for a chain's first entry in the journal, and asks for it over the queue of its function. */
public final class JournalDisputes implements Disputes {
    private final Journal journal;
    private final Consumer<CausedCommand> queue;

    public JournalDisputes(Journal journal, Consumer<CausedCommand> queue) {
        this.journal = journal;
        this.queue = queue;
    }

    @Override
    public boolean exists(MarketplaceId marketplace, DisputeId id) {
        return journal.has(new ChainId(TYPE, marketplace, id.value()), 1);
    }

    @Override
    public boolean exists(MarketplaceId marketplace, ChargebackId id) {
        return journal.has(new ChainId(CHARGEBACK, marketplace, id.value()), 1);
    }

    @Override
    public void open(Entry cause) {
        queue.accept(CausedCommand.of(EscrowDisputes.OPEN, cause));
    }
}
