package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.CountSale;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/**
 * Handles {@code escrow.ended} from the bus. An event only names its entry, and we read the entry. A hostile writer to
 * the queue can therefore have a real sale counted, and cannot invent one.
 */
public final class SettledInbox implements Inbox {
    private static final String ESCROW = "escrow";

    private final CountSale counting;

    public SettledInbox(CountSale counting) {
        this.counting = counting;
    }

    @Override
    public Handled handle(JsonNode message) {
        JsonNode event = message.path("detail");
        var chain = ChainId.parse(event.path("pk").asString(""));
        if (chain.type().equals(ESCROW)) {
            counting.count(chain, event.path("sequence").asInt(0));
        }
        return Handled.DONE;
    }
}
