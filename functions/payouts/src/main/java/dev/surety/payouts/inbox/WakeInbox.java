package dev.surety.payouts.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.resilience.Outage;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Handles wakes from the queue, by the type of the chain that is woken. A wake that comes too early goes back, because
 * an acknowledged wake is a forgotten deadline.
 */
public final class WakeInbox implements Inbox {
    private final Map<String, Wake> byType;

    public WakeInbox(Map<String, Wake> byType) {
        this.byType = Map.copyOf(byType);
    }

    /** Does the next due piece of a chain's work. */
    public interface Wake {
        /** @param number of the entry that left the deadline; 0 in a hint that there may be work */
        Handled wake(ChainId chain, int number);
    }

    @Override
    public Handled handle(JsonNode message) {
        var chain = ChainId.parse(message.path("chain").asString(""));
        return Optional.ofNullable(byType.get(chain.type()))
                .orElseThrow(() -> new Outage("this release wakes no chain of the type " + chain.type()))
                .wake(chain, message.path("number").asInt(0));
    }
}
