package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.WakeParticipant;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.marketplace.Participants;
import tools.jackson.databind.JsonNode;

/** Handles the wakes of participants. One that comes too early goes back: an acknowledged wake is forgotten. */
public final class ParticipantWakes implements Inbox {
    private final WakeParticipant waking;

    public ParticipantWakes(WakeParticipant waking) {
        this.waking = waking;
    }

    @Override
    public Handled handle(JsonNode message) {
        var chain = ChainId.parse(message.path("chain").asString(""));
        boolean isOver = !chain.type().equals(Participants.TYPE)
                || waking.wake(chain, message.path("number").asInt(0));
        return isOver ? Handled.DONE : Handled.AGAIN;
    }
}
