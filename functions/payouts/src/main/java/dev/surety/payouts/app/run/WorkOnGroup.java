package dev.surety.payouts.app.run;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.plan.PlanHash;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.run.GroupChains.Stored;
import dev.surety.payouts.app.run.RunChains.Stamp;
import dev.surety.payouts.domain.plan.Row;
import dev.surety.payouts.domain.plan.Tally;
import dev.surety.payouts.domain.run.GroupState;
import dev.surety.payouts.domain.run.GroupState.Phase;
import dev.surety.payouts.domain.run.Run.State;
import dev.surety.payouts.domain.run.RunCounts;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does a group's next piece of work: plans one page, executes one page, or tells the run that the group is ready. Each
 * piece is one entry, and each entry leaves a deadline, so a lost message or a killed worker loses no work.
 */
public final class WorkOnGroup {
    private static final int PAYOUTS_AT_ONCE = 16;

    private final RunChains runs;
    private final GroupChains groups;
    private final PlanPage planning;
    private final PayItem paying;
    private final Nudges nudges;

    WorkOnGroup(
            RunChains runs, GroupChains groups, PlanPage planning, PayItem paying, Nudges nudges) {
        this.runs = runs;
        this.groups = groups;
        this.planning = planning;
        this.paying = paying;
        this.nudges = nudges;
    }

    /** @param number of the entry whose deadline has come; 0 in a nudge */
    public Handled wake(ChainId id, int number) {
        Optional<RunChain> run = GroupChains.run(id).flatMap(of -> runs.find(id.marketplace(), of));
        Optional<Stored> group = run.isEmpty() ? Optional.empty() : groups.find(id);
        if (group.isEmpty() || (number > 0 && group.get().chain().version() != number)) {
            return Handled.DONE;
        }
        Instant now = runs.now(id.marketplace());
        boolean isEarly = group.get()
                .chain()
                .last()
                .flatMap(Entry::due)
                .filter(due -> now.isBefore(due.at()))
                .isPresent();
        if (number > 0 && isEarly) {
            return Handled.AGAIN;
        }
        boolean hasWork = work(run.get(), group.get(), now);
        if (number > 0 && !hasWork) {
            groups.looked(group.get(), now);
        }
        return Handled.DONE;
    }

    /** Whether there was work on this group itself. */
    private boolean work(RunChain run, Stored group, Instant now) {
        State state = run.run().state();
        switch (group.state().phase()) {
            case PLANNING -> {
                if (state == State.PLANNING) {
                    planned(run, group, now);
                    return true;
                }
            }
            case EXECUTING -> {
                if (state == State.EXECUTING) {
                    executed(run, group, now);
                    return true;
                }
            }
            case PLANNED, DONE -> tell(run, group, now);
        }
        return false;
    }

    private void planned(RunChain run, Stored group, Instant now) {
        ChainId id = group.chain().id();
        Optional<Stored> after = Optional.of(group);
        if (group.state().hasNext()) {
            List<ParticipantId> all = groups.payees(id).orElseThrow();
            int from = group.state().next() * GroupChains.PAGE;
            List<ParticipantId> page = all.subList(from, Math.min(all.size(), from + GroupChains.PAGE));
            List<Row> rows = planning.rows(run, page, now);
            List<ObjectNode> json =
                    rows.stream().map(row -> RowJson.of(run.id(), row)).toList();
            after = groups.pagePlanned(group, json, Json.tree(Tally.of(rows)), now);
        }
        if (after.filter(of -> !of.state().hasNext()).isPresent()) {
            after = finished(after.get(), now);
        }
        goOn(run, after, now);
    }

    private Optional<Stored> finished(Stored group, Instant now) {
        ChainId id = group.chain().id();
        int pages = group.state().pages();
        List<String> hashes = IntStream.range(0, pages)
                .mapToObj(page -> hash(groups.rows(id, page)))
                .toList();
        Tally all = groups.tallies(id, pages).stream()
                .map(tally -> Json.read(tally, Tally.class))
                .reduce(Tally.NONE, Tally::plus);
        return groups.planned(group, hashes, Json.tree(all), now);
    }

    private static String hash(List<JsonNode> rows) {
        return PlanHash.page(rows.stream().map(Json::canonical).toList());
    }

    private void executed(RunChain run, Stored group, Instant now) {
        ChainId id = group.chain().id();
        if (runs.present().paused(id.marketplace(), run.run().order().rail()).isPresent()) {
            // Another worker's entry does as well.
            Optional<Stored> _ = groups.waited(group, "paused", now);
            return;
        }
        GroupState after = group.state();
        if (after.hasNext()) {
            List<JsonNode> items =
                    groups.rows(id, after.next()).stream().filter(RowJson::isItem).toList();
            List<Optional<RunCounts>> counts =
                    SideBySide.map(PAYOUTS_AT_ONCE, items, row -> paying.pay(RowJson.toPay(run, row)));
            if (counts.stream().anyMatch(Optional::isEmpty)) {
                Optional<Stored> _ = groups.waited(group, "rail", now);
                return;
            }
            after = after.pageDone(
                    counts.stream().flatMap(Optional::stream).reduce(RunCounts.NONE, RunCounts::plus));
        }
        goOn(run, groups.done(group, after.hasNext() ? after : after.done(), now), now);
    }

    /** The next page comes with a message of its own; the run is told when there is none. */
    private void goOn(RunChain run, Optional<Stored> after, Instant now) {
        if (after.isEmpty()) {
            return;
        }
        Phase phase = after.get().state().phase();
        if (phase == Phase.PLANNED || phase == Phase.DONE) {
            tell(run, after.get(), now);
        } else {
            nudges.nudge(after.get().chain().id());
        }
    }

    /** One entry of the run for each group that is planned, and for each that is done. */
    private void tell(RunChain from, Stored group, Instant now) {
        ChainId id = group.chain().id();
        RunId run = from.id();
        int number = GroupChains.number(id);
        boolean isDone = group.state().phase() == Phase.DONE;
        RunChain after = Contention.retry(
                "a run",
                from,
                chain -> isTold(chain, number, isDone)
                        ? Optional.of(chain)
                        : runs.append(
                                chain,
                                isDone
                                        ? new RunEvent.GroupDone(number, group.state().counts())
                                        : groupPlanned(group, number),
                                now,
                                Stamp.timer(chain.chain().id(), isDone ? "done" : "planned", Integer.toString(number))),
                _ -> runs.find(id.marketplace(), run).orElseThrow());
        boolean isReady = (after.run().state() == State.PLANNING && after.run().isEveryGroupPlanned())
                || (after.run().state() == State.EXECUTING && after.run().isEveryGroupDone());
        if (isReady) {
            nudges.nudge(after.chain().id());
        }
    }

    /** A group that the run does not count tells it nothing. */
    private static boolean isTold(RunChain chain, int number, boolean isDone) {
        boolean isOurs = chain.run().groups().isEmpty() || number < chain.run().groups().getAsInt();
        return isDone
                ? chain.run().state() != State.EXECUTING || chain.run().done().containsKey(number)
                : chain.run().state() != State.PLANNING || chain.run().planned().containsKey(number) || !isOurs;
    }

    private RunEvent groupPlanned(Stored group, int number) {
        ChainId id = group.chain().id();
        int pages = group.state().pages();
        Tally all = Json.read(groups.tally(id, pages), Tally.class);
        return new RunEvent.GroupPlanned(number, groups.hashes(id, pages), all.items(), all.excluded());
    }
}
