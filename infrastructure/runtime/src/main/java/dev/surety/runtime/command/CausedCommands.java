package dev.surety.runtime.command;

import dev.surety.model.journal.Entry;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Outage;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Receives the commands of other functions. Before each try we read the cause's last entry again. A command whose cause
 * has moved on since is dropped, also between two lost races. A command that this release does not know comes again
 * until there is one that does.
 */
public final class CausedCommands implements Inbox {
    private final Journal journal;
    private final Map<String, Receiver> receivers;

    /** @param receivers by the command's name */
    public CausedCommands(Journal journal, Map<String, Receiver> receivers) {
        this.journal = journal;
        this.receivers = Map.copyOf(receivers);
    }

    /**
     * The receiver of one command.
     *
     * @param causeType the only type of chain that may be its cause
     */
    public record Receiver(String causeType, Round round) {}

    /** One try: load, seen, decide, append. */
    public interface Round {
        /**
         * @param cause the last entry of the cause's chain, as it was read for this try
         * @param key to append under, made of the cause
         * @return whether the place was ours, or there was nothing to do; false if another writer took it
         */
        boolean take(Entry cause, CommandKey key);
    }

    @Override
    public Handled handle(JsonNode message) {
        CausedCommand command = CausedCommand.from(message);
        Receiver receiver = receivers.get(command.command());
        if (receiver == null) {
            throw new Outage("this release does not know the command " + command.command());
        }
        if (!receiver.causeType().equals(command.cause().type())) {
            return Handled.DONE;
        }
        return Contention.retry(command.command(), () -> tryOnce(command, receiver));
    }

    private Optional<Handled> tryOnce(CausedCommand command, Receiver receiver) {
        Optional<Entry> cause = journal.last(command.cause()).filter(last -> last.number() == command.number());
        boolean isOver = cause.isEmpty() || receiver.round().take(cause.get(), command.key());
        return isOver ? Optional.of(Handled.DONE) : Optional.empty();
    }
}
