package dev.surety.escrow.inbox;

import dev.surety.escrow.app.payment.TimerResult;
import dev.surety.escrow.app.process.WakeEscrow;
import dev.surety.escrow.app.process.WatchPayment;
import dev.surety.escrow.app.webhook.AskGateway;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.edge.queue.QueueEdge.Inbox;
import tools.jackson.databind.JsonNode;

/**
 * Handles wakes from the queue. A wake that comes too early goes back, because an acknowledged wake is a forgotten
 * deadline. A wake of a payment with the number 0 names no entry: it is a hint that the gateway may have news. Commands
 * of other functions come over the same queue.
 */
public final class WakeInbox implements Inbox {
    private final WakeEscrow waking;
    private final WatchPayment watching;
    private final AskGateway asking;
    private final Inbox commands;

    /** @param commands the inbox of other functions' commands */
    public WakeInbox(WakeEscrow waking, WatchPayment watching, AskGateway asking, Inbox commands) {
        this.waking = waking;
        this.watching = watching;
        this.asking = asking;
        this.commands = commands;
    }

    @Override
    public Handled handle(JsonNode message) {
        if (message.has("command")) {
            return commands.handle(message);
        }
        var chain = ChainId.parse(message.path("chain").asString(""));
        int number = message.path("number").asInt(0);
        TimerResult woken =
                switch (chain.type()) {
                    case "payment" -> payment(chain, number);
                    case "gateway" -> asking.wake(chain, number);
                    default -> waking.wake(chain, number);
                };
        return woken == TimerResult.TOO_EARLY ? Handled.AGAIN : Handled.DONE;
    }

    private TimerResult payment(ChainId chain, int number) {
        if (!Id.isWellFormed(PaymentId.PREFIX, chain.id())) {
            return TimerResult.MOVED_ON;
        }
        if (number > 0) {
            return watching.wake(chain, number);
        }
        // A hint may come before the payment's own first entry, and then has to come again.
        return watching.look(chain.marketplace(), new PaymentId(chain.id())) ? TimerResult.DONE : TimerResult.TOO_EARLY;
    }
}
