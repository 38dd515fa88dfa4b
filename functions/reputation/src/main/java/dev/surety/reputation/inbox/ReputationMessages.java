package dev.surety.reputation.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Handles all messages of this function: events of the bus, and wakes by the type of the chain that is woken. A message
 * only names an entry, and the reader looks at the journal. A hostile writer to a queue can have us look, and cannot
 * invent an opinion.
 */
public final class ReputationMessages implements Inbox {
    private static final String EVENT = "detail";

    private final List<News> news;
    private final Map<String, Wake> wakes;

    /**
     * @param news each hears every event of the bus, in this order
     * @param wakes by the type of chain that is woken
     */
    public ReputationMessages(List<News> news, Map<String, Wake> wakes) {
        this.news = List.copyOf(news);
        this.wakes = Map.copyOf(wakes);
    }

    /** Hears that a chain has an entry with this number. To hear it twice does no harm. */
    public interface News {
        Handled hear(ChainId chain, int number);
    }

    /** Does the next due piece of a chain's work. A wake that comes too early has to come again. */
    public interface Wake {
        /** @param number of the entry that left the deadline */
        Handled wake(ChainId chain, int number);
    }

    @Override
    public Handled handle(JsonNode message) {
        if (message.has(EVENT)) {
            JsonNode event = message.path(EVENT);
            return hear(
                    ChainId.parse(event.path("pk").asString("")), event.path("sequence").asInt(0));
        }
        var chain = ChainId.parse(message.path("chain").asString(""));
        return Optional.ofNullable(wakes.get(chain.type()))
                .orElseThrow(() -> new Outage("this release wakes no chain of the type " + chain.type()))
                .wake(chain, message.path("number").asInt(0));
    }

    /** A message comes again as a whole if one of the readers was too early. */
    private Handled hear(ChainId chain, int number) {
        var handled = Handled.DONE;
        for (News reader : news) {
            if (reader.hear(chain, number) == Handled.AGAIN) {
                handled = Handled.AGAIN;
            }
        }
        return handled;
    }
}
