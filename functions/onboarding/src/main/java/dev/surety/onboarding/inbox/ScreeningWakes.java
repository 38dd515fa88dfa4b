package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.rescreening.ScreeningRuns;
import dev.surety.onboarding.app.rescreening.WorkOnScreeningRun;
import dev.surety.onboarding.app.rescreening.WorkOnStack;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.resilience.Outage;
import tools.jackson.databind.JsonNode;

/**
 * Handles the wakes of runs, and the bus's events that the lists have changed. An event is only a reason to look: a
 * hostile writer to the queue can have us look, and cannot change a list.
 */
public final class ScreeningWakes implements Inbox {
    private final WorkOnScreeningRun runs;
    private final WorkOnStack stack;

    public ScreeningWakes(WorkOnScreeningRun runs, WorkOnStack stack) {
        this.runs = runs;
        this.stack = stack;
    }

    @Override
    public Handled handle(JsonNode message) {
        if (message.has("detail")) {
            stack.hear();
            return Handled.DONE;
        }
        var chain = ChainId.parse(message.path("chain").asString(""));
        int number = message.path("number").asInt(0);
        return switch (chain.type()) {
            case ScreeningRuns.TYPE -> runs.wake(chain, number);
            case WorkOnStack.TYPE -> stack.wake(chain, number);
            default -> throw new Outage("this release wakes no chain of the type " + chain.type());
        };
    }
}
