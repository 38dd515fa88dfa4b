package dev.surety.ledger.inbox;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.app.books.WriteBooks;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.resilience.Outage;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Handles the wakes of periods and exports. A hostile writer to the queue can have only a file that was asked for. */
public final class BookWakes implements Inbox {
    private static final Set<String> TYPES = Set.of(BookChains.PERIOD, BookChains.EXPORT);

    private final WriteBooks writing;

    public BookWakes(WriteBooks writing) {
        this.writing = writing;
    }

    @Override
    public Handled handle(JsonNode message) {
        var chain = ChainId.parse(message.path("chain").asString(""));
        if (!TYPES.contains(chain.type())) {
            throw new Outage("this release wakes no chain of the type " + chain.type());
        }
        return writing.wake(chain, message.path("number").asInt(0)) ? Handled.DONE : Handled.AGAIN;
    }
}
