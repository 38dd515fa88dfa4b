package dev.surety.onboarding.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.closing.WatchClosing;
import dev.surety.onboarding.app.method.HearPayouts;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/**
 * Handles the bus's events of payouts, and hands on every other message. An event only names its entry: a hostile
 * writer to the queue can have a real payout heard, and cannot invent one.
 */
public final class PayoutNews implements Inbox {
    private static final String PAYOUT = "payout";

    private final HearPayouts hearing;
    private final WatchClosing closing;
    private final Inbox others;

    public PayoutNews(HearPayouts hearing, WatchClosing closing, Inbox others) {
        this.hearing = hearing;
        this.closing = closing;
        this.others = others;
    }

    @Override
    public Handled handle(JsonNode message) {
        JsonNode event = message.path("detail");
        if (event.isMissingNode()) {
            return others.handle(message);
        }
        var chain = ChainId.parse(event.path("pk").asString(""));
        if (chain.type().equals(PAYOUT)) {
            hearing.hear(chain, event.path("sequence").asInt(0));
            closing.ended(chain, event.path("sequence").asInt(0));
        }
        return Handled.DONE;
    }
}
