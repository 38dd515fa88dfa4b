package dev.surety.payouts.app.payout;

import dev.surety.model.journal.Actor;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.payouts.app.payout.Payouts.Fact;
import dev.surety.payouts.app.payout.Payouts.Written;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/** Takes one payee out of an approved run, as long as the rail cannot have been told. */
public final class TakeOutPayout {
    private final Payouts payouts;
    private final Present present;

    public TakeOutPayout(Payouts payouts, Present present) {
        this.payouts = payouts;
        this.present = present;
    }

    /** @return nothing if it is too late */
    public Optional<RunStep> ofRun(RunItem item, String why, Actor by, CommandKey key) {
        return Contention.retry("a payout of a run", () -> tryOnce(item, why, by, key));
    }

    private Optional<Optional<RunStep>> tryOnce(RunItem item, String why, Actor by, CommandKey key) {
        MarketplaceSettings settings = present.settings(item.marketplace());
        Instant now = present.now(item.marketplace(), settings);
        PayoutChain payout = payouts.load(item.marketplace(), item.payout());
        if (payout.isEmpty()) {
            var out = new PayoutEvent.TakenOut(SchedulePayout.order(item, settings));
            return written(payouts.append(payout, new Fact(out, now, by, key)));
        }
        return switch (payout.payout()) {
            case Payout.Scheduled _ ->
                written(payouts.append(payout, new Fact(new PayoutEvent.Cancelled(why), now, by, key)));
            case Payout.TakenOut _, Payout.Excluded _, Payout.Cancelled _, Payout.Failed _ ->
                Optional.of(Optional.of(payout.step()));
            case Payout.AwaitingApproval _,
                    Payout.Sending _,
                    Payout.Unknown _,
                    Payout.Sent _,
                    Payout.Paid _,
                    Payout.Returned _ ->
                Optional.of(Optional.empty());
        };
    }

    private static Optional<Optional<RunStep>> written(Written written) {
        return written instanceof Written.Done(var after, var _)
                ? Optional.of(Optional.of(after.step()))
                : Optional.empty();
    }
}
