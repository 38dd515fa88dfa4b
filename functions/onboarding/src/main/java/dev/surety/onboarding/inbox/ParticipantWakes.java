package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.WakeParticipant;
import dev.surety.onboarding.app.document.Documents;
import dev.surety.onboarding.app.document.WatchDocuments;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.app.identity.WatchIdentityCheck;
import dev.surety.onboarding.app.screening.DecideCase;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import dev.surety.runtime.marketplace.Participants;
import tools.jackson.databind.JsonNode;

/**
 * Handles the wakes of participants, their screening cases, documents and identity checks. One that comes too early
 * goes back: an acknowledged wake is forgotten.
 */
public final class ParticipantWakes implements Inbox {
    private final WakeParticipant waking;
    private final DecideCase cases;
    private final WatchDocuments documents;
    private final WatchIdentityCheck checks;

    public ParticipantWakes(
            WakeParticipant waking, DecideCase cases, WatchDocuments documents, WatchIdentityCheck checks) {
        this.waking = waking;
        this.cases = cases;
        this.documents = documents;
        this.checks = checks;
    }

    @Override
    public Handled handle(JsonNode message) {
        var chain = ChainId.parse(message.path("chain").asString(""));
        int number = message.path("number").asInt(0);
        boolean isOver = switch (chain.type()) {
            case Participants.TYPE -> waking.wake(chain, number);
            case ScreeningCases.TYPE -> cases.wake(chain, number);
            case Documents.TYPE -> documents.wake(chain, number);
            case IdentityChecks.TYPE -> checks.wake(chain, number);
            default -> true;
        };
        return isOver ? Handled.DONE : Handled.AGAIN;
    }
}
