package dev.surety.reputation.inbox;

import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.ChainId;
import dev.surety.reputation.app.score.CountSale;
import dev.surety.reputation.app.signal.LookForSignals;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;

/** Hears that a sale or a dispute has come further, and counts what is new. The message is not believed. */
public final class ScoreNews implements ReputationMessages.News {
    private final CountSale counting;
    private final LookForSignals signals;

    public ScoreNews(CountSale counting, LookForSignals signals) {
        this.counting = counting;
        this.signals = signals;
    }

    @Override
    public Handled hear(ChainId chain, int number) {
        switch (chain.type()) {
            case "escrow" -> {
                var escrow = new EscrowId(chain.id());
                counting.escrow(chain.marketplace(), escrow)
                        .ifPresent(sale -> signals.ended(chain.marketplace(), escrow, sale));
            }
            case "dispute" -> {
                boolean _ = counting.dispute(chain.marketplace(), chain.id());
            }
            default -> {
                return Handled.DONE;
            }
        }
        return Handled.DONE;
    }
}
