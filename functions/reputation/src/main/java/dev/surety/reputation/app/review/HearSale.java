package dev.surety.reputation.app.review;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import java.util.Optional;

/** Opens the reviews of each sale that has ended. Its chain tells whether it has, whichever entry the message names. */
public final class HearSale {
    private final ReviewChains reviews;
    private final Sales sales;

    public HearSale(ReviewChains reviews, Sales sales) {
        this.reviews = reviews;
        this.sales = sales;
    }

    /** @param number of the entry that the message names, which needs not be the last */
    public Handled hear(ChainId chain, int number) {
        if (number > 0) {
            open(chain);
        }
        return Handled.DONE;
    }

    public void open(ChainId chain) {
        sales.find(chain)
                .flatMap(Sales.Sale::ended)
                .ifPresent(ended -> reviews.open(chain.marketplace(), ended));
    }
}
