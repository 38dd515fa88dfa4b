package dev.surety.payouts.app.adjustment;

import dev.surety.payouts.app.payout.Accounts;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.report.ClearGatewayLine;
import dev.surety.payouts.app.statement.ClearLine;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.ledger.GuardedAppend;

/** The use cases of adjustments. */
public record Adjustments(
        AdjustmentChains chains, RequestAdjustment requesting, DecideAdjustment deciding, HearPosted hearing) {

    /** The parts that the use cases call. */
    public record Ports(
            Journal journal,
            GuardedAppend guarded,
            JournalIndexes indexes,
            Payees payees,
            Accounts accounts,
            LineChains lines,
            Present present) {}

    public static Adjustments of(Ports of) {
        var chains = new AdjustmentChains(of.journal(), of.guarded(), of.indexes(), of.present());
        var facts = new AdjustmentFacts(of.journal(), of.payees(), of.accounts());
        return new Adjustments(
                chains,
                new RequestAdjustment(chains, facts),
                new DecideAdjustment(chains, facts),
                new HearPosted(
                        chains, new ClearLine(of.lines(), of.present()), new ClearGatewayLine(of.journal())));
    }
}
