package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.onboarding.app.export.WriteExport;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.resilience.Outage;
import tools.jackson.databind.JsonNode;

/** Handles the wakes of exports. A hostile writer to the queue can have one written that was asked for. */
public final class ExportWakes implements Inbox {
    private final WriteExport writing;

    public ExportWakes(WriteExport writing) {
        this.writing = writing;
    }

    @Override
    public Handled handle(JsonNode message) {
        var chain = ChainId.parse(message.path("chain").asString(""));
        if (!chain.type().equals(Exports.TYPE)) {
            throw new Outage("this release wakes no chain of the type " + chain.type());
        }
        return writing.wake(chain, message.path("number").asInt(0)) ? Handled.DONE : Handled.AGAIN;
    }
}
