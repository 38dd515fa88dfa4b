package dev.surety.payouts.world;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.payout.Rail;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A rail whose calls are numbered among the faults and remembered. */
public final class CountedRail implements Rail {
    private final Rail rail;
    private final Faults faults;
    /** The payouts that were sent, in the order of the calls. */
    public final List<PayoutId> sent = Collections.synchronizedList(new ArrayList<>());
    /** Runs just before the rail is told. */
    public Runnable before = () -> {};

    public boolean isUp = true;

    CountedRail(Rail rail, Faults faults) {
        this.rail = rail;
        this.faults = faults;
    }

    @Override
    public Result send(Transfer transfer) {
        before.run();
        sent.add(transfer.payout());
        return faults.around("rail send", () -> rail.send(transfer), fate -> new Outage("no answer: " + fate));
    }

    @Override
    public Optional<Result> find(MarketplaceId marketplace, String account, PayoutId payout) {
        return faults.around(
                "rail find", () -> rail.find(marketplace, account, payout), fate -> new Outage("no answer: " + fate));
    }

    @Override
    public Result close(Transfer transfer) {
        return faults.around("rail close", () -> rail.close(transfer), fate -> new Outage("no answer: " + fate));
    }

    @Override
    public boolean isUp(MarketplaceId marketplace, String name) {
        return isUp && rail.isUp(marketplace, name);
    }
}
