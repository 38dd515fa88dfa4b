package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.WatchVolumes;
import dev.surety.onboarding.app.closing.WatchClosing;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/**
 * Handles events that money has moved: counts the sale if an escrow ended, and looks at the limits of its parties. It
 * closes those that wait for the end. An event only names its entry, and we read the entry. A hostile writer to the
 * queue can therefore have a real sale counted, and cannot invent one. An event comes again until the ledger has posted
 * its entry.
 */
public final class MovedInbox implements Inbox {
    private static final String ESCROW = "escrow";

    private final CountSale counting;
    private final WatchVolumes volumes;
    private final WatchClosing closing;

    public MovedInbox(CountSale counting, WatchVolumes volumes, WatchClosing closing) {
        this.counting = counting;
        this.volumes = volumes;
        this.closing = closing;
    }

    @Override
    public Handled handle(JsonNode message) {
        JsonNode event = message.path("detail");
        var chain = ChainId.parse(event.path("pk").asString(""));
        int number = event.path("sequence").asInt(0);
        if (chain.type().equals(ESCROW)) {
            counting.count(chain, number)
                    .map(payee -> CreateParticipant.chain(chain.marketplace(), payee))
                    .ifPresent(volumes::look);
        }
        boolean isPosted = volumes.moved(chain, number);
        closing.ended(chain, number);
        return isPosted ? Handled.DONE : Handled.AGAIN;
    }
}
