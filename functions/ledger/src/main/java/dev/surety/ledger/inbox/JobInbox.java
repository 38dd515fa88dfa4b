package dev.surety.ledger.inbox;

import dev.surety.ledger.app.job.Jobs;
import dev.surety.ledger.app.job.RunJob;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/**
 * Events {@code ledger.job_started} from the bus, the worker's own messages of the same form, and words in the place
 * of a job. {@code schedule} comes from the schedule, which brings nothing twice: it becomes the message {@code
 * daily}, which comes again until every audit is ordered. {@code scan} goes on with the scan.
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
