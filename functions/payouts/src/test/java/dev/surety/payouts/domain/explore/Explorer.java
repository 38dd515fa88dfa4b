package dev.surety.payouts.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.payouts.domain.bank.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Visits every state that a scenario can come to in so many moves, the nearest first, and holds each to every
 * invariant. From each state it also walks the way on which only time passes. A breach is told with the shortest way.
 */
final class Explorer {
    private static final int LONGEST_WAY_OUT = 60;

    private final Scenario scenario;
    private final Model.World world;
    private final Map<Model, Integer> seen = new HashMap<>();
    private final Set<Model> leadingOut = new HashSet<>();
    private final List<Origin> origins = new ArrayList<>();
    private final Set<String> sights = new TreeSet<>();
    private long transitions;

    private record Origin(int from, String says) {}

    /**
     * @param complete whether nothing new was left to visit
     * @param sights the arrows that payouts took, and the kinds of lines that were read
     */
    record Found(
            String scenario,
            int depth,
            int states,
            long transitions,
            boolean complete,
            Set<String> sights,
            Duration took) {
        @Override
        public String toString() {
            return "explored " + scenario + ": " + states + " states, " + transitions + " transitions, depth " + depth
                    + (complete ? " (all there is)" : "") + ", " + took.toMillis() + " ms";
        }
    }

    private Explorer(Scenario scenario, Rules rules) {
        this.scenario = scenario;
        this.world = new Model.World(scenario, rules, MoneyOut.SHIPPED, sights);
    }

    static Found explore(Scenario scenario, int depth, Rules rules) {
        return new Explorer(scenario, rules).explore(depth);
    }

    private Found explore(int depth) {
        long began = System.nanoTime();
        List<Model> frontier = new ArrayList<>();
        visit(new Origin(-1, "it begins"), Model.of(world)).ifPresent(frontier::add);
        int level = 0;
        while (level < depth && !frontier.isEmpty()) {
            List<Model> next = new ArrayList<>();
            boolean last = ++level == depth;
            for (Model model : frontier) {
                int from = seen.get(model);
                for (Move move : movesFrom(from, model)) {
                    transitions++;
                    Optional<Model> found = visit(new Origin(from, move.says()), move.then());
                    if (!last) {
                        found.ifPresent(next::add);
                    }
                }
            }
            frontier = next;
        }
        return new Found(
                scenario.name(),
                level,
                seen.size(),
                transitions,
                frontier.isEmpty() && level < depth,
                sights,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private List<Move> movesFrom(int from, Model model) {
        try {
            List<Move> moves = new ArrayList<>(People.moves(model));
            moves.addAll(Railway.moves(model));
            moves.addAll(Banking.moves(model));
            moves.addAll(Debts.moves(model));
            return moves;
        } catch (RuntimeException e) {
            throw told(origins.get(from), "a move from here", e);
        }
    }

    private Optional<Model> visit(Origin origin, Model model) {
        if (seen.putIfAbsent(model, origins.size()) != null) {
            return Optional.empty();
        }
        origins.add(origin);
        model.open().ifPresent(line -> line.parts().stream().map(Part::as).forEach(as -> sights.add("line " + as)));
        try {
            Checks.everywhere(model);
        } catch (RuntimeException e) {
            throw told(origin, "here", e);
        }
        leadsOut(origin, model);
        return Optional.of(model);
    }

    /** If people do nothing more and the bank does its work, it all comes to an end. */
    private void leadsOut(Origin origin, Model from) {
        List<String> way = new ArrayList<>();
        try {
            Model model = from;
            while (leadingOut.add(model)) {
                Optional<Move> next = next(model);
                if (next.isEmpty()) {
                    Checks.atTheEnd(model);
                    break;
                }
                way.add(next.get().says());
                Invariants.hold(way.size() <= LONGEST_WAY_OUT, "nothing-lost: it goes on for ever");
                model = next.get().then();
                Checks.everywhere(model);
            }
        } catch (RuntimeException e) {
            throw told(origin, "when nothing more is done: " + way, e);
        }
    }

    /** No call and no answer that is still on its way arrives on this way: a process may have died with it. */
    private static Optional<Move> next(Model model) {
        return Banking.reads(model)
                .or(() -> Banking.settles(model))
                .or(() -> Debts.collection(model).map(then -> new Move("the debt is settled", then)))
                .or(() -> Debts.release(model))
                .or(() -> wakes(model));
    }

    private static Optional<Move> wakes(Model model) {
        Optional<Integer> first = Optional.empty();
        for (int i = 0; i < model.payouts().size(); i++) {
            Optional<Instant> due = model.track(i).due();
            boolean sooner = due.isPresent()
                    && !Checks.isForPeople(model.track(i))
                    && first.flatMap(number -> model.track(number).due())
                            .filter(at -> !due.get().isBefore(at))
                            .isEmpty();
            first = sooner ? Optional.of(i) : first;
        }
        return first.map(number -> new Move(
                "time comes for payout " + number,
                Railway.woken(model, number, model.track(number).due().orElseThrow(), false)));
    }

    private AssertionError told(Origin origin, String where, RuntimeException why) {
        List<String> way = new ArrayList<>();
        for (Origin at = origin; at.from() >= 0; at = origins.get(at.from())) {
            way.addFirst(at.says());
        }
        return new AssertionError(
                scenario.name() + ": " + why.getMessage() + "\n  by: " + way + "\n  " + where, why);
    }
}
