package dev.surety.escrow.inbox;

import dev.surety.escrow.app.WakeEscrow;
import dev.surety.escrow.app.WakeEscrow.Woken;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/** Wakes from the queue. One that comes too early goes back: a message acknowledged is a deadline forgotten. */
public final class WakeInbox implements Inbox {
    private final WakeEscrow waking;

    public WakeInbox(WakeEscrow waking) {
        this.waking = waking;
    }

    @Override
    public Handled handle(JsonNode message) {
        var chain = ChainId.parse(message.path("chain").asString(""));
        Woken woken = waking.wake(chain, message.path("number").asInt(0));
        return woken == Woken.TOO_EARLY ? Handled.AGAIN : Handled.DONE;
    }
}
