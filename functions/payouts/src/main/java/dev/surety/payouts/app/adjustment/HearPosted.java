package dev.surety.payouts.app.adjustment;

import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.adjustment.AdjustmentChains.Stored;
import dev.surety.payouts.app.report.ClearGatewayLine;
import dev.surety.payouts.app.report.GatewayLines;
import dev.surety.payouts.app.statement.ClearLine;
import dev.surety.payouts.domain.adjustment.Adjustment.State;
import dev.surety.payouts.domain.bank.StatementLine;
import java.util.Optional;

/**
 * Hears that an adjustment is posted, and ends the work on the line of the bank, or the row of the gateway, that it
 * names.
 */
public final class HearPosted {
    private final AdjustmentChains chains;
    private final ClearLine lines;
    private final ClearGatewayLine rows;

    public HearPosted(AdjustmentChains chains, ClearLine lines, ClearGatewayLine rows) {
        this.chains = chains;
        this.lines = lines;
        this.rows = rows;
    }

    /** Hearing it twice changes nothing. */
    public void hear(ChainId id) {
        chains.find(id)
                .filter(stored -> stored.adjustment().state() == State.POSTED)
                .ifPresent(this::heard);
    }

    private void heard(Stored stored) {
        Optional<String> cleared = stored.adjustment().order().resolves();
        cleared.filter(id -> Id.isWellFormed(StatementLine.PREFIX, id))
                .ifPresent(line -> lines.clear(stored.marketplace(), line, stored.id(), stored.adjustment()));
        cleared.filter(id -> Id.isWellFormed(GatewayLines.PREFIX, id))
                .ifPresent(row -> rows.clear(
                        stored.marketplace(),
                        row,
                        stored.id(),
                        stored.adjustment(),
                        chains.present().now(stored.marketplace())));
    }
}
