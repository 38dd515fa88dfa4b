package dev.surety.disputes.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.resilience.Outage;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Handles all messages of this function: events of the bus, commands of other functions, and wakes by the type of the
 * chain that is woken. A message only names an entry, and the reader looks at the journal. A hostile writer to a queue
 * can have us look, and cannot invent anything.
 */
public final class DisputeMessages implements Inbox {
    private static final String EVENT = "detail";
    private static final String COMMAND = "command";

    private final News news;
    private final Map<String, Wake> wakes;
    private final Inbox commands;

    /** @param wakes by the type of chain */
    public DisputeMessages(News news, Map<String, Wake> wakes, Inbox commands) {
        this.news = news;
        this.wakes = Map.copyOf(wakes);
        this.commands = commands;
    }

    /** Hears that a chain has an entry with this number. */
    public interface News {
        Handled hear(ChainId chain, int number);
    }

    /** Does the next due piece of a chain's work. A wake that comes too early has to come again. */
    public interface Wake {
        /** @param number of the entry that left the deadline; 0 in a hint that there may be work */
        Handled wake(ChainId chain, int number);
    }

    @Override
    public Handled handle(JsonNode message) {
        if (message.has(EVENT)) {
            JsonNode event = message.path(EVENT);
            return news.hear(
                    ChainId.parse(event.path("pk").asString("")), event.path("sequence").asInt(0));
        }
        if (message.has(COMMAND)) {
            return commands.handle(message);
        }
        var chain = ChainId.parse(message.path("chain").asString(""));
        return Optional.ofNullable(wakes.get(chain.type()))
                .orElseThrow(() -> new Outage("this release wakes no chain of the type " + chain.type()))
                .wake(chain, message.path("number").asInt(0));
    }
}
