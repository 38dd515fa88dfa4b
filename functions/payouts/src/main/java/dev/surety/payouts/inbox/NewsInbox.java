package dev.surety.payouts.inbox;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.app.debt.HearCredits;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.marketplace.Marketplaces;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Handles events of the bus, and hands all other messages to the inbox of wakes. An event only names its entry, and we
 * read the entry. A hostile writer to the queue can therefore have a real credit looked at, and cannot invent one.
 */
public final class NewsInbox implements Inbox {
    private static final String DETAIL = "detail";

    private final HearCredits credits;
    private final Consumer<MarketplaceId> settings;
    private final Inbox wakes;

    /** @param settings hears of a marketplace whose settings have changed */
    public NewsInbox(HearCredits credits, Consumer<MarketplaceId> settings, Inbox wakes) {
        this.credits = credits;
        this.settings = settings;
        this.wakes = wakes;
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
        return credits.hear(chain, event.path("sequence").asInt(0)) ? Handled.DONE : Handled.AGAIN;
    }
}
