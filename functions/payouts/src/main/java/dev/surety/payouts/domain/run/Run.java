package dev.surety.payouts.domain.run;

import dev.surety.model.id.PayoutId;
import dev.surety.payouts.domain.run.RunEvent.GroupPlanned;
import dev.surety.payouts.domain.run.RunEvent.PartOfRun;
import dev.surety.payouts.domain.run.RunEvent.Planned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A payout run in its present state.
 *
 * @param since when this state began
 * @param groups how many groups its payees are in, once they are listed
 * @param planned by group, once it is
 * @param plan the whole plan, once it is
 * @param done the counts of execution by group, once it is done
 * @param files in which its payouts go out, if its rail is handed files
 */
public record Run(
        RunOrder order,
        State state,
        Instant since,
        OptionalInt groups,
        Map<Integer, GroupPlanned> planned,
        Optional<Planned> plan,
        Agreed agreed,
        Set<PayoutId> takenOut,
        Map<Integer, RunCounts> done,
        List<PartOfRun> files) {

    public enum State {
        PLANNING,
        PLANNED,
        STALE,
        AWAITING_APPROVAL,
        APPROVED,
        REJECTED,
        EXPIRED,
        ABORTED,
        EXECUTING,
        EXECUTED,
        EXECUTED_WITH_FAILURES;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether other runs leave out the payees of this one. */
        public boolean holdsPayees() {
            return this == AWAITING_APPROVAL || this == APPROVED || this == EXECUTING;
        }

        /** Whether its sum counts among what people approve that day. */
        public boolean countsForTheDay() {
            return holdsPayees() || this == EXECUTED || this == EXECUTED_WITH_FAILURES;
        }
    }

    /**
     * The people's part.
     *
     * @param submittedBy empty before it is
     * @param needed how many people have to approve, as it was when the last person acted
     */
    public record Agreed(
            Optional<String> submittedBy,
            Optional<Instant> submittedAt,
            List<Approval> approvals,
            OptionalInt needed) {
        static final Agreed NONE = new Agreed(Optional.empty(), Optional.empty(), List.of(), OptionalInt.empty());

        public Agreed {
            approvals = List.copyOf(approvals);
        }

        Agreed and(RunEvent.Approved by, Instant at) {
            List<Approval> more = new ArrayList<>(approvals);
            more.add(new Approval(by.person(), at));
            return new Agreed(submittedBy, submittedAt, more, OptionalInt.of(by.needed()));
        }
    }

    public record Approval(String person, Instant at) {}

    public Run {
        planned = Map.copyOf(planned);
        takenOut = Set.copyOf(takenOut);
        done = Map.copyOf(done);
        files = List.copyOf(files);
    }

    public static Run begun(RunOrder order, Instant at) {
        return new Run(
                order,
                State.PLANNING,
                at,
                OptionalInt.empty(),
                Map.of(),
                Optional.empty(),
                Agreed.NONE,
                Set.of(),
                Map.of(),
                List.of());
    }

    /** The people who made it: who asked for the plan, and who submitted it. */
    public Set<String> makers() {
        Set<String> makers = new TreeSet<>(order.makers());
        agreed.submittedBy().ifPresent(makers::add);
        return makers;
    }

    public boolean isEveryGroupPlanned() {
        return groups.isPresent() && planned.size() == groups.getAsInt();
    }

    public boolean isEveryGroupDone() {
        return groups.isPresent() && done.size() == groups.getAsInt();
    }

    /** The hashes of all pages, group after group. */
    public List<String> pages() {
        return new TreeMap<>(planned)
                .values().stream().flatMap(group -> group.pages().stream()).toList();
    }

    public RunCounts counts() {
        return done.values().stream().reduce(RunCounts.NONE, RunCounts::plus);
    }

    public Run after(RunEvent event, Instant at) {
        return switch (event) {
            case RunEvent.Planning(var asked) -> begun(asked, at);
            case RunEvent.Listed(int number) ->
                new Run(order, state, since, OptionalInt.of(number), planned, plan, agreed, takenOut, done, files);
            case GroupPlanned group -> {
                Map<Integer, GroupPlanned> more = new TreeMap<>(planned);
                more.put(group.group(), group);
                yield new Run(order, state, since, groups, more, plan, agreed, takenOut, done, files);
            }
            case Planned whole ->
                new Run(order, State.PLANNED, at, groups, planned, Optional.of(whole), agreed, takenOut, done, files);
            case RunEvent.TooLarge _ -> in(State.ABORTED, at);
            case RunEvent.Stale _ -> in(State.STALE, at);
            case RunEvent.Submitted(var by, int needed) ->
                in(State.AWAITING_APPROVAL, at)
                        .with(new Agreed(Optional.of(by), Optional.of(at), List.of(), OptionalInt.of(needed)));
            case RunEvent.Approved approved ->
                (approved.last() ? in(State.APPROVED, at) : this).with(agreed.and(approved, at));
            case RunEvent.Rejected _ -> in(State.REJECTED, at);
            case RunEvent.Expired _ -> in(State.EXPIRED, at);
            case RunEvent.Aborted _ -> in(State.ABORTED, at);
            case RunEvent.TakenOut(var payout, var _) -> {
                Set<PayoutId> more = new HashSet<>(takenOut);
                more.add(payout);
                yield new Run(order, state, since, groups, planned, plan, agreed, more, done, files);
            }
            case RunEvent.Executing _ -> in(State.EXECUTING, at);
            case RunEvent.GroupDone(int group, var counts) -> {
                Map<Integer, RunCounts> more = new TreeMap<>(done);
                more.put(group, counts);
                yield new Run(order, state, since, groups, planned, plan, agreed, takenOut, more, files);
            }
            case RunEvent.Filed(var begun) ->
                new Run(order, state, since, groups, planned, plan, agreed, takenOut, done, begun);
            case RunEvent.Executed(var counts) ->
                in(counts.isWithoutFailures() ? State.EXECUTED : State.EXECUTED_WITH_FAILURES, at).counting(counts);
            case RunEvent.Looked _ -> this;
        };
    }

    /** The payments in files are known only once all files are made. */
    private Run counting(RunCounts all) {
        return new Run(order, state, since, groups, planned, plan, agreed, takenOut, Map.of(0, all), files);
    }

    private Run in(State next, Instant at) {
        return new Run(order, next, at, groups, planned, plan, agreed, takenOut, done, files);
    }

    private Run with(Agreed people) {
        return new Run(order, state, since, groups, planned, plan, people, takenOut, done, files);
    }
}
