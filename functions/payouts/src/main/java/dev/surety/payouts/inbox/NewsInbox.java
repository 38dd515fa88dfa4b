package dev.surety.payouts.inbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.adjustment.AdjustmentChains;
import dev.surety.payouts.app.debt.HearCredits;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.ContentionPause;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Handles events of the bus, and hands all other messages to the inbox of wakes. An event only names its entry, and we
 * read the entry. A hostile writer to the queue can therefore have a real credit looked at, and cannot invent one.
 *
 * <p>An event often comes a moment before the poster. So we look a few times, for at most 5 seconds in all. Then the
 * message goes back to the queue, from where it comes again only minutes later.
 */
public final class NewsInbox implements Inbox {
    private static final String DETAIL = "detail";
    private static final int LOOKS = 9;

    private final HearCredits credits;
    private final Consumer<ChainId> adjustments;
    private final Consumer<MarketplaceId> settings;
    private final Inbox wakes;
    private final IntConsumer pause;

    /**
     * @param adjustments hears of an adjustment that is posted
     * @param settings hears of a marketplace whose settings have changed
     */
    public NewsInbox(
            HearCredits credits, Consumer<ChainId> adjustments, Consumer<MarketplaceId> settings, Inbox wakes) {
        this(credits, adjustments, settings, wakes, ContentionPause::pause);
    }

    /** @param pause comes before each look, with its number from 0 */
    public NewsInbox(
            HearCredits credits,
            Consumer<ChainId> adjustments,
            Consumer<MarketplaceId> settings,
            Inbox wakes,
            IntConsumer pause) {
        this.credits = credits;
        this.adjustments = adjustments;
        this.settings = settings;
        this.wakes = wakes;
        this.pause = pause;
    }

    @Override
    public Handled handle(JsonNode message) {
        if (!message.has(DETAIL)) {
            return wakes.handle(message);
        }
        JsonNode event = message.path(DETAIL);
        var chain = ChainId.parse(event.path("pk").asString(""));
        if (chain.type().equals(Marketplaces.TYPE)) {
            settings.accept(chain.marketplace());
            return Handled.DONE;
        }
        if (chain.type().equals(AdjustmentChains.TYPE)) {
            adjustments.accept(chain);
        }
        int number = event.path("sequence").asInt(0);
        for (int look = 0; look < LOOKS; look++) {
            pause.accept(look);
            if (credits.hear(chain, number)) {
                return Handled.DONE;
            }
        }
        return Handled.AGAIN;
    }
}
