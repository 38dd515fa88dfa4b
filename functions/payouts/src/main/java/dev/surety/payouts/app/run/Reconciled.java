package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.run.Run.State;
import dev.surety.runtime.resilience.SideBySide;
import java.util.List;
import java.util.Optional;

/** Whether nothing of a run is open at the bank: each payout has ended, and no statement of its account is missing. */
public final class Reconciled {
    /** A reader waits for so many payouts at most. */
    private static final int MOST_ITEMS = 500;

    private static final int READS_AT_ONCE = 50;

    private final ReadPlan plans;
    private final Payouts payouts;
    private final Gaps gaps;

    public Reconciled(ReadPlan plans, Payouts payouts, Gaps gaps) {
        this.plans = plans;
        this.payouts = payouts;
        this.gaps = gaps;
    }

    /** Whether statements of a bank account are missing between those that we have. */
    public interface Gaps {
        boolean are(MarketplaceId marketplace, String account);
    }

    /** The run's own chain says no until it is executed, and does not know afterwards. */
    public static Optional<Boolean> told(RunChain run) {
        return isExecuted(run) ? Optional.empty() : Optional.of(false);
    }

    /** Nothing if the run has too many payouts to look at each. */
    public Optional<Boolean> find(RunChain run) {
        if (!isExecuted(run) || run.run().plan().orElseThrow().items().count() > MOST_ITEMS) {
            return told(run);
        }
        MarketplaceId marketplace = run.chain().id().marketplace();
        if (gaps.are(marketplace, run.run().order().account())) {
            return Optional.of(false);
        }
        List<PayoutId> items = plans.payouts(run);
        return Optional.of(SideBySide.map(READS_AT_ONCE, items, id -> payouts.load(marketplace, id).find()).stream()
                .flatMap(Optional::stream)
                .allMatch(Reconciled::hasEnded));
    }

    private static boolean isExecuted(RunChain run) {
        State state = run.run().state();
        return state == State.EXECUTED || state == State.EXECUTED_WITH_FAILURES;
    }

    private static boolean hasEnded(Payout payout) {
        return switch (payout) {
            case Payout.Paid _,
                    Payout.Returned _,
                    Payout.Failed _,
                    Payout.Cancelled _,
                    Payout.Excluded _,
                    Payout.TakenOut _ -> true;
            case Payout.AwaitingApproval _,
                    Payout.Scheduled _,
                    Payout.Sending _,
                    Payout.Unknown _,
                    Payout.Sent _ -> false;
        };
    }
}
