package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.CountSale;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/**
 * Events {@code escrow.ended} from the bus. An event only
 * names the entry; what it says is in the journal.
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
