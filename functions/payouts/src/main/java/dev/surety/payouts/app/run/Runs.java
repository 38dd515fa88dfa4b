package dev.surety.payouts.app.run;

import dev.surety.payouts.app.file.BeginFiles;
import dev.surety.payouts.app.file.FileChains;
import dev.surety.payouts.app.file.FilePages;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Debts;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.payout.SchedulePayout;
import dev.surety.payouts.app.payout.SendPayout;
import dev.surety.payouts.app.payout.TakeOutPayout;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Participants;

/** The use cases of runs, each over the same few parts. */
public record Runs(
        RunChains chains,
        CreateRun creating,
        DecideRun deciding,
        ReadPlan reading,
        WorkOnRun working,
        WorkOnGroup workingOnGroups,
        WorkOnSchedule workingOnSchedules,
        FilePages pages) {

    /** The parts that pay an item. */
    public record Paying(SchedulePayout scheduling, SendPayout sending, TakeOutPayout takingOut) {}

    /** The parts that make a run's files. */
    public record Filing(FileChains chains, BeginFiles beginning) {}

    /** The facts that plans are made of. */
    public record Facts(Balances balances, PayeeLookups lookups, Payees payees, Debts debts, Funds funds) {}

    public static Runs of(
            Journal journal,
            JournalIndexes indexes,
            Present present,
            Facts facts,
            Paying paying,
            Filing filing,
            Nudges nudges) {
        var chains = new RunChains(journal, indexes, present);
        var groups = new GroupChains(chains);
        var items = new PayItem(paying.scheduling(), paying.sending(), paying.takingOut());
        var files = new FileRun(chains, groups, filing.chains(), filing.beginning());
        var planning = new PlanPage(chains, new OpenRuns(chains, groups), facts);
        return new Runs(
                chains,
                new CreateRun(chains, nudges),
                new DecideRun(chains, new FindItem(groups), items, facts.funds(), nudges),
                new ReadPlan(groups, facts.lookups()),
                new WorkOnRun(
                        chains,
                        groups,
                        new ListPayees(groups, new Participants(indexes), facts.balances()),
                        new FinishPlan(chains, groups, facts.funds()),
                        files,
                        nudges),
                new WorkOnGroup(chains, groups, planning, items, nudges),
                new WorkOnSchedule(chains, nudges),
                files);
    }
}
