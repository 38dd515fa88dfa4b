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
    /** The command of an escrow whose dispute may be missing here. */
    public static final String OPEN = "open-dispute";

    private static final String EVENT = "detail";
    private static final String COMMAND = "command";
    private static final String CHAIN = "chain";

    private final Map<String, News> news;
    private final Map<String, Wake> wakes;

    /**
     * @param news by the type of chain that it is about
     * @param wakes by the type of chain that is woken
     */
    public DisputeMessages(Map<String, News> news, Map<String, Wake> wakes) {
        this.news = Map.copyOf(news);
        this.wakes = Map.copyOf(wakes);
    }

    /** Hears that a chain of another function has grown. It reads the chain's last entry, whichever it was. */
    public interface News {
        Handled hear(ChainId chain);
    }

    /** Does the next due piece of a chain's work. A wake that comes too early has to come again. */
    public interface Wake {
        /** @param number of the entry that left the deadline; 0 in a hint that there may be work */
        Handled wake(ChainId chain, int number);
    }

    @Override
    public Handled handle(JsonNode message) {
        if (message.has(EVENT)) {
            return hear(message.path(EVENT).path("pk").asString(""));
        }
        if (message.has(COMMAND)) {
            return command(message);
        }
        var chain = ChainId.parse(message.path(CHAIN).asString(""));
        return Optional.ofNullable(wakes.get(chain.type()))
                .orElseThrow(() -> new Outage("this release wakes no chain of the type " + chain.type()))
                .wake(chain, message.path("number").asInt(0));
    }

    private Handled hear(String name) {
        var chain = ChainId.parse(name);
        return Optional.ofNullable(news.get(chain.type()))
                .orElseThrow(() -> new Outage("this release hears no chain of the type " + chain.type()))
                .hear(chain);
    }

    /** To open a dispute twice does no harm, so the command need not name its cause's last entry. */
    private Handled command(JsonNode message) {
        String command = message.path(COMMAND).asString("");
        if (!command.equals(OPEN)) {
            throw new Outage("this release does not know the command " + command);
        }
        return hear(message.path("cause").path(CHAIN).asString(""));
    }
}
