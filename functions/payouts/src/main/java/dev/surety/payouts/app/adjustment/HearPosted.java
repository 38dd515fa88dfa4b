package dev.surety.payouts.app.adjustment;

import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Stored;
import dev.surety.payouts.app.statement.ClearLine;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.payouts.domain.bank.StatementLine;

/** Hears that an adjustment is posted, and ends the work on the line of the bank that it names. */
public final class HearPosted {
    private final AdjustmentChains chains;
    private final ClearLine clearing;

    public HearPosted(AdjustmentChains chains, ClearLine clearing) {
        this.chains = chains;
        this.clearing = clearing;
    }

    /** Hearing it twice changes nothing. */
    public void hear(ChainId id) {
        chains.find(id)
                .filter(stored -> stored.adjustment().state() == State.POSTED)
                .ifPresent(this::heard);
    }

    private void heard(Stored stored) {
        stored.adjustment()
                .order()
                .resolves()
                .filter(cleared -> Id.isWellFormed(StatementLine.PREFIX, cleared))
                .ifPresent(line -> clearing.clear(stored.marketplace(), line, stored.id(), stored.adjustment()));
    }
}
