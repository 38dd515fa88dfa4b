package dev.surety.sandbox;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.journal.Journal;
import tools.jackson.databind.JsonNode;

/** Events {@code clock.advanced} from the bus. An event only names the entry; what it says is in the journal. */
final class ClockInbox implements Inbox {
    private final Journal journal;
    private final MoveClock moving;

    ClockInbox(Journal journal, MoveClock moving) {
        this.journal = journal;
        this.moving = moving;
    }

    @Override
    public Handled handle(JsonNode message) {
        var id = ChainId.parse(message.path("detail").path("pk").asString(""));
        if (!id.type().equals(ClockAdvanced.TYPE)) {
            return Handled.DONE;
        }
        return journal.last(id)
                .map(entry -> moving.move(id.marketplace(), ClockAdvanced.from(entry).to()))
                .map(arrived -> arrived ? Handled.DONE : Handled.AGAIN)
                .orElse(Handled.DONE);
    }
}
