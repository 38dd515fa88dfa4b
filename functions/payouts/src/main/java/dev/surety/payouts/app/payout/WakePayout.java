package dev.surety.payouts.app.payout;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutCommand;
import java.time.Instant;

/** Does the next due step of a payout. */
public final class WakePayout {
    private final Payouts payouts;
    private final SendPayout sending;
    private final ReconcilePayout asking;
    private final TellPayout telling;
    private final Present present;
    private final Books books;

    public WakePayout(Payouts payouts, SendPayout sending, ReconcilePayout asking, Present present) {
        this(payouts, sending, asking, present, (_, _) -> false);
    }

    private WakePayout(
            Payouts payouts, SendPayout sending, ReconcilePayout asking, Present present, Books books) {
        this.payouts = payouts;
        this.sending = sending;
        this.asking = asking;
        this.telling = new TellPayout(payouts, present);
        this.present = present;
        this.books = books;
    }

    /** The bank's books, as its statements show them. */
    public interface Books {
        /** Whether they prove that the bank took nothing for a payout of a file. */
        boolean showNoDebit(MarketplaceId marketplace, Payout payout);
    }

    /** The same, with books that can prove a refusal. */
    public WakePayout with(Books of) {
        return new WakePayout(payouts, sending, asking, present, of);
    }

    /**
     * @param number of the entry that left the deadline; 0 in a hint that the payout may be sent at once
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId chain, int number) {
        if (!Id.isWellFormed(PayoutId.PREFIX, chain.id())) {
            return true;
        }
        PayoutChain payout = payouts.load(chain.marketplace(), new PayoutId(chain.id()));
        if (number == 0) {
            if (!payout.isEmpty()) {
                PayoutChain _ = sending.send(payout);
            }
            return !payout.isEmpty();
        }
        if (payout.version() != number) {
            return payout.version() > number;
        }
        Instant now = present.now(chain.marketplace());
        boolean isEarly = payout.chain().last().due().filter(due -> now.isBefore(due.at())).isPresent();
        if (!isEarly) {
            PayoutChain _ = due(payout, now);
        }
        return !isEarly;
    }

    private PayoutChain due(PayoutChain payout, Instant now) {
        if (payout.payout().open().flatMap(Payout.Asked::inFile).isPresent()) {
            // Only the bank's books tell of it. Its file has the deadline, unless the bank refused it.
            MarketplaceId marketplace = payout.chain().id().marketplace();
            var told = books.showNoDebit(marketplace, payout.payout())
                    ? new PayoutCommand.RefusalShown()
                    : new PayoutCommand.StayedAway();
            return telling.tell(payout, told, Actor.TIMER, now);
        }
        return switch (payout.payout()) {
            case Payout.AwaitingApproval _ -> telling.tell(payout, new PayoutCommand.Expire(), Actor.TIMER, now);
            case Payout.Scheduled _ -> sending.send(payout);
            case Payout.Sending _, Payout.Unknown _, Payout.Sent _ -> asking.ask(payout, now);
            case Payout.Paid _, Payout.Returned _ ->
                telling.tell(payout, new PayoutCommand.StayedAway(), Actor.TIMER, now);
            case Payout.Failed _,
                    Payout.Cancelled _,
                    Payout.Excluded _,
                    Payout.TakenOut _ ->
                payout;
        };
    }
}
