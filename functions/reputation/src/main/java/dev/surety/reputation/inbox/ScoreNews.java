package dev.surety.reputation.inbox;

import dev.surety.model.id.EscrowId;
import dev.surety.model.journal.ChainId;
import dev.surety.reputation.app.score.CountSale;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;

/** Hears that a sale or a dispute has come further, and counts what is new. The message is not believed. */
public final class ScoreNews implements ReputationMessages.News {
    private final CountSale counting;

    public ScoreNews(CountSale counting) {
        this.counting = counting;
    }

    @Override
    public Handled hear(ChainId chain, int number) {
        switch (chain.type()) {
            case "escrow" -> counting.escrow(chain.marketplace(), new EscrowId(chain.id()));
            case "dispute" -> counting.dispute(chain.marketplace(), chain.id());
            default -> {
                return Handled.DONE;
            }
        }
        return Handled.DONE;
    }
}
