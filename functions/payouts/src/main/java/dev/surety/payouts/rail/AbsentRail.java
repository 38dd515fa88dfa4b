package dev.surety.payouts.rail;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.payout.Rail;
import java.util.Optional;

/** Stands where a stack has no rail. It never takes a call, so payouts wait. */
public final class AbsentRail implements Rail {
    @Override
    public Result send(Transfer transfer) {
        return new Result.Declined(GuardedRail.UNAVAILABLE);
    }

    @Override
    public Optional<Result> find(MarketplaceId marketplace, String account, PayoutId payout) {
        return Optional.of(new Result.Unknown());
    }

    @Override
    public Result close(Transfer transfer) {
        return new Result.Unknown();
    }

    @Override
    public boolean isUp(MarketplaceId marketplace, String rail) {
        return false;
    }
}
