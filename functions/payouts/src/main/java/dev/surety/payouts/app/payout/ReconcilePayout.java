package dev.surety.payouts.app.payout;

import dev.surety.model.journal.Actor;
import dev.surety.payouts.app.payout.Rail.Result;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutTimes;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the rail what became of a transfer. A rail that does not know it proves nothing: the call may still be on its
 * way. Only once the rail had to know it and twice did not do we close it there, and the closing decides.
 */
public final class ReconcilePayout {
    private final Rail rail;
    private final Destinations destinations;
    private final Codes codes;
    private final TellPayout telling;

    public ReconcilePayout(Payouts payouts, Rail rail, Destinations destinations, Codes codes, Present present) {
        this.rail = rail;
        this.destinations = destinations;
        this.codes = codes;
        this.telling = new TellPayout(payouts, present);
    }

    PayoutChain ask(PayoutChain payout, Instant now) {
        Actor actor = Actor.RECONCILER;
        Optional<Result> found = rail.find(payout.marketplace(), payout.order().account(), payout.id());
        if (found.isPresent()) {
            return telling.tell(payout, SendPayout.command(found.get(), codes), actor, now);
        }
        return mayBeClosed(payout.payout())
                ? telling.tell(payout, SendPayout.command(closed(payout), codes), actor, now)
                : telling.tell(payout, new PayoutCommand.NotFound(), actor, now);
    }

    private static boolean mayBeClosed(Payout payout) {
        return !(payout instanceof Payout.Sent)
                && payout.open()
                        .filter(asked -> asked.notFound() >= PayoutTimes.NOT_FOUND_OFTEN)
                        .isPresent();
    }

    /** Closing needs neither number nor holder, which may be gone by now. */
    private Result closed(PayoutChain payout) {
        var none = new Destinations.Account("", "", "", Optional.empty());
        return rail.close(
                SendPayout.transfer(payout, destinations.find(payout.marketplace(), payout.order()).orElse(none)));
    }
}
