package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.run.GroupChains.Stored;
import dev.surety.payouts.app.run.RunChains.Stamp;
import dev.surety.payouts.domain.run.GroupState.Phase;
import dev.surety.payouts.domain.run.Run;
import dev.surety.payouts.domain.run.Run.State;
import dev.surety.payouts.domain.run.RunCommand;
import dev.surety.payouts.domain.run.RunDecision;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.domain.run.RunRules;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Does a run's next piece of work: lists its payees, completes its plan, starts and ends its execution. */
public final class WorkOnRun {
    /** A run that works longer than this is shown to people. */
    private static final Duration STUCK_AFTER = Duration.ofHours(1);

    private static final String WORKING = "working";

    private final RunChains runs;
    private final GroupChains groups;
    private final ListPayees listing;
    private final FinishPlan finishing;
    private final FileRun filing;
    private final Nudges nudges;

    WorkOnRun(
            RunChains runs,
            GroupChains groups,
            ListPayees listing,
            FinishPlan finishing,
            FileRun filing,
            Nudges nudges) {
        this.runs = runs;
        this.groups = groups;
        this.listing = listing;
        this.finishing = finishing;
        this.filing = filing;
        this.nudges = nudges;
    }

    /** @param number of the entry whose deadline has come; 0 in a nudge */
    public Handled wake(ChainId id, int number) {
        Optional<RunChain> found = runs.find(id);
        if (found.isEmpty() || (number > 0 && found.get().version() != number)) {
            return Handled.DONE;
        }
        RunChain run = found.get();
        Instant now = runs.now(id.marketplace());
        boolean isEarly = run.chain().last().due().filter(due -> now.isBefore(due.at())).isPresent();
        if (number > 0 && isEarly) {
            return Handled.AGAIN;
        }
        switch (run.run().state()) {
            case PLANNING -> plan(run, number > 0, now);
            case PLANNED, AWAITING_APPROVAL, APPROVED -> timePassed(run, now);
            case EXECUTING -> execute(run, number > 0, now);
            case STALE, REJECTED, EXPIRED, ABORTED, EXECUTED, EXECUTED_WITH_FAILURES -> {
                // It has ended.
            }
        }
        return Handled.DONE;
    }

    private void timePassed(RunChain run, Instant now) {
        if (run.run().state() == State.PLANNED && RunChains.isToSubmit(run.run(), run.lastEvent())) {
            submit(run, now);
            return;
        }
        RunRules.timePassed(run.run(), now)
                .flatMap(event -> append(run, event, now))
                .filter(after -> after.run().state() == State.EXECUTING)
                .ifPresent(after -> start(after, now));
    }

    private Optional<RunChain> append(RunChain run, RunEvent event, Instant now) {
        String once = event.getClass().getSimpleName();
        return runs.append(
                run, event, now, Stamp.timer(run.chain().id(), once, Integer.toString(run.version())));
    }

    private void plan(RunChain run, boolean isDue, Instant now) {
        Optional<RunChain> listed = Optional.of(run);
        if (run.run().groups().isEmpty()) {
            listed = append(run, listing.list(run, now), now);
            listed.ifPresent(this::nudgeGroups);
        }
        if (listed.filter(after -> after.run().isEveryGroupPlanned()).isPresent()) {
            RunChain whole = listed.get();
            append(whole, finishing.planned(whole, now), now)
                    .filter(after -> RunChains.isToSubmit(after.run(), after.lastEvent()))
                    .ifPresent(after -> submit(after, now));
        } else if (isDue) {
            listed.ifPresent(after -> look(after, now));
        }
    }

    /** A schedule's run; where too few people may approve it, it stays planned. */
    private void submit(RunChain run, Instant now) {
        MarketplaceSettings settings = runs.settings(run.chain().id().marketplace());
        Money daySum = new DaySum(runs).of(run, settings, now);
        var context = new RunRules.Context(now, settings.moneyOut(), daySum, false);
        var command = new RunCommand.Submit(run.run().order().makers().getFirst());
        RunEvent event = RunRules.decide(run.run(), command, context) instanceof RunDecision.Append(var submitted)
                ? submitted
                : new RunEvent.Looked("not_submitted");
        Optional<RunChain> _ = append(run, event, now);
    }

    private void execute(RunChain run, boolean isDue, Instant now) {
        if (run.run().isEveryGroupDone()) {
            end(run, isDue, now);
            return;
        }
        start(run, now);
        if (isDue) {
            look(run, now);
        }
    }

    /** A run that goes out by files has ended when the last of them is there. */
    private void end(RunChain run, boolean isDue, Instant now) {
        Optional<RunEvent> event = filing.next(run);
        if (event.isPresent()) {
            append(run, event.get(), now)
                    .filter(of -> of.run().state() == State.EXECUTING)
                    .ifPresent(filing::begin);
        } else if (isDue) {
            filing.begin(run);
            look(run, now);
        }
    }

    /** Each group's own entry says that it is started, and leaves its deadline. */
    private void start(RunChain run, Instant now) {
        if (run.run().isEveryGroupDone()) {
            end(run, false, now);
            return;
        }
        for (ChainId group : groupsOf(run)) {
            Optional<Stored> there = groups.find(group).filter(of -> of.state().phase() == Phase.PLANNED);
            Optional<Stored> _ = there.flatMap(of -> groups.started(of, now));
        }
        nudgeGroups(run);
    }

    /** Messages do the work, so a timer only looks: at first after a minute, then each hour. */
    private void look(RunChain run, Instant now) {
        Run state = run.run();
        boolean isStuck = !now.isBefore(state.since().plus(STUCK_AFTER));
        Optional<RunChain> _ =
                append(run, new RunEvent.Looked(isStuck ? RunChains.STUCK : WORKING), now);
    }

    private void nudgeGroups(RunChain run) {
        groupsOf(run).forEach(nudges::nudge);
    }

    private static List<ChainId> groupsOf(RunChain run) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        return IntStream.range(0, run.run().groups().orElse(0))
                .mapToObj(group -> GroupChains.chain(marketplace, run.id(), group))
                .toList();
    }
}
