package dev.surety.ledger.inbox;

import dev.surety.ledger.app.Jobs;
import dev.surety.ledger.app.RunJob;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/** Events {@code ledger.job_started} from the bus, and the worker's own messages of the same form. */
public final class JobInbox implements Inbox {
    private final RunJob run;

    public JobInbox(RunJob run) {
        this.run = run;
    }

    @Override
    public Handled handle(JsonNode message) {
        var job = ChainId.parse(message.path("detail").path("pk").asString(""));
        return !job.type().equals(Jobs.TYPE) || run.run(job) ? Handled.DONE : Handled.AGAIN;
    }
}
