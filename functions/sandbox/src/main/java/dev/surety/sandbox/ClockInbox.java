package dev.surety.sandbox;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Handles {@code clock.advanced} from the bus. An event only names its entry, and we read the entry. A move that takes
 * longer than one call sends itself on. A stuck move comes again by the queue's count, and ends among the dead letters.
 */
final class ClockInbox implements Inbox {
    /** The time in which the timer index catches up with the work of the call before. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final Journal journal;
    private final MoveClock moving;
    private final Messages messages;
    private final String queueUrl;

    ClockInbox(Journal journal, MoveClock moving, Messages messages, String queueUrl) {
        this.journal = journal;
        this.moving = moving;
        this.messages = messages;
        this.queueUrl = queueUrl;
    }

    @Override
    public Handled handle(JsonNode message) {
        var id = ChainId.parse(message.path("detail").path("pk").asString(""));
        Optional<Entry> move = id.type().equals(ClockAdvanced.TYPE) ? journal.last(id) : Optional.empty();
        if (move.isEmpty()) {
            return Handled.DONE;
        }
        return switch (moving.move(id.marketplace(), ClockAdvanced.from(move.get()).to())) {
            case ARRIVED -> Handled.DONE;
            case STUCK -> Handled.AGAIN;
            case FURTHER -> {
                ObjectNode on = Json.object();
                on.putObject("detail").put("pk", id.toString());
                messages.sendLater(queueUrl, List.of(Json.text(on)), SETTLE);
                yield Handled.DONE;
            }
        };
    }
}
