package dev.surety.ledger.inbox;

import dev.surety.ledger.app.job.Jobs;
import dev.surety.ledger.app.job.RunJob;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/**
 * The worker's messages: events {@code ledger.job_started} from the bus, its own messages of the same form, and three
 * words in the place of a job. The schedule sends {@code schedule} and never repeats it, so we turn it into our own
 * message {@code daily}. The queue repeats {@code daily} until every audit is ordered. {@code scan} goes on with the
 * scan.
 */
public final class JobInbox implements Inbox {
    private final RunJob run;

    public JobInbox(RunJob run) {
        this.run = run;
    }

    @Override
    public Handled handle(JsonNode message) {
        String what = message.path("detail").path("pk").asString("");
        return switch (what) {
            case "schedule" -> {
                run.schedule();
                yield Handled.DONE;
            }
            case "daily" -> {
                run.daily();
                yield Handled.DONE;
            }
            case "scan" -> {
                run.scanOn();
                yield Handled.DONE;
            }
            default -> job(ChainId.parse(what));
        };
    }

    private Handled job(ChainId job) {
        return !job.type().equals(Jobs.TYPE) || run.run(job) ? Handled.DONE : Handled.AGAIN;
    }
}
