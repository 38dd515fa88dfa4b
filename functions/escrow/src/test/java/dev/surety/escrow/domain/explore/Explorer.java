package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.model.Invariants;
import dev.surety.model.journal.AccountKind;
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
 * invariant. A breach is told with the shortest way to it.
 */
final class Explorer {
    /** How many wakes the way out may take on which nothing is done any more. */
    private static final int LONGEST_WAY_OUT = 40;

    private final Scenario scenario;
    private final Set<Fingerprint> seen = new HashSet<>();
    /** Where nothing is done any more: how many milliseconds cases still hold something. */
    private final Map<Fingerprint, Long> leadingOut = new HashMap<>();
    private final List<Origin> origins = new ArrayList<>();
    private final Set<String> sights = new TreeSet<>();
    private long transitions;

    private record Origin(int from, String says) {}

    private record Place(int number, Model model) {}

    /**
     * @param complete whether nothing new was left to visit
     * @param sights the kinds of things that were seen: states, refunds, cases
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

    private Explorer(Scenario scenario) {
        this.scenario = scenario;
    }

    static Found explore(Scenario scenario, int depth) {
        return explore(scenario, depth, Spending.BUDGET);
    }

    /** @param rule what refuses a side's moves in a scenario with budgets */
    static Found explore(Scenario scenario, int depth, Spending.Rule rule) {
        return new Explorer(scenario).explore(depth, rule);
    }

    private Found explore(int depth, Spending.Rule rule) {
        long began = System.nanoTime();
        List<Place> frontier = new ArrayList<>();
        visit(new Origin(-1, "it is created"), Model.of(scenario, rule)).ifPresent(frontier::add);
        int level = 0;
        while (level < depth && !frontier.isEmpty()) {
            List<Place> next = new ArrayList<>();
            boolean last = ++level == depth;
            for (Place place : frontier) {
                for (Move move : movesFrom(place)) {
                    transitions++;
                    Optional<Place> found = visit(new Origin(place.number(), move.says()), move.then());
                    // What lies beyond the last level is not gone to, and so not kept.
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
                level < depth,
                sights,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private List<Move> movesFrom(Place place) {
        try {
            List<Move> moves = new ArrayList<>(Asking.moves(place.model(), scenario));
            if (scenario.has(Scenario.Mood.BANK)) {
                moves.addAll(Banking.moves(place.model(), scenario));
            }
            moves.addAll(Timing.moves(place.model(), scenario));
            return moves;
        } catch (RuntimeException e) {
            throw told(origins.get(place.number()), "a move from here", e);
        }
    }

    private Optional<Place> visit(Origin origin, Model model) {
        Fingerprint mark = Fingerprint.of(model);
        if (!seen.add(mark)) {
            return Optional.empty();
        }
        origins.add(origin);
        model.sales().forEach(sale -> see(sale.escrow()));
        try {
            Checks.everyInvariant(model);
            Checks.everyRefusal(model);
        } catch (RuntimeException e) {
            throw told(origin, "here", e);
        }
        leadsOut(origin, model, mark);
        return Optional.of(new Place(origins.size() - 1, model));
    }

    private void see(Escrow escrow) {
        sights.add(escrow.stateName());
        escrow.fundsNow().ifPresent(funds -> funds.refunds()
                .forEach(refund -> sights.add("refund " + refund.status().code())));
        FundsHolds holds = escrow.fundsNow().map(EscrowFunds::holds).orElseGet(FundsHolds::none);
        if (holds.dispute().isPresent() || !holds.freezing().isEmpty()) {
            sights.add("frozen by "
                    + (holds.dispute().isPresent() ? "the payer " : "")
                    + (holds.freezing().isEmpty() ? "" : "the bank ")
                    + "while " + escrow.phaseName()
                    + (escrow.isDisputed() ? ", all of it" : ", a part"));
        }
        holds.chargebacks().forEach(bank -> sights.add("chargeback " + bank.status().code()));
        if (escrow instanceof Escrow.Settled settled) {
            sights.add("settled, " + settled.outcome());
        }
    }

    /**
     * If only time passes and the gateway does what it is asked, it all comes to an end ({@code nothing-lost}), and
     * cases do not hold it for longer than their terms ({@code time-bounded}).
     */
    private void leadsOut(Origin origin, Model from, Fingerprint first) {
        List<String> way = new ArrayList<>();
        List<Fingerprint> marks = new ArrayList<>();
        List<Model> passed = new ArrayList<>();
        try {
            Model model = from;
            Fingerprint mark = first;
            while (!leadingOut.containsKey(mark)) {
                marks.add(mark);
                passed.add(model);
                Optional<Move> next = Timing.eager(model);
                if (next.isEmpty()) {
                    isOut(model);
                    break;
                }
                way.add(next.get().says());
                Invariants.hold(way.size() <= LONGEST_WAY_OUT, "nothing-lost: it goes on for ever");
                model = next.get().then();
                mark = Fingerprint.of(model);
                Checks.everyInvariant(model);
            }
            timeBounded(marks, passed, model.now(), leadingOut.getOrDefault(mark, 0L));
        } catch (RuntimeException e) {
            throw told(origin, "when nothing more is done: " + way, e);
        }
    }

    /** @param still for how many milliseconds after {@code end}, where the way met a known one, cases hold something */
    private void timeBounded(List<Fingerprint> marks, List<Model> passed, Instant end, long still) {
        Optional<Instant> uncommitted = still > 0 ? Optional.of(end.plusMillis(still)) : Optional.empty();
        Instant next = end;
        for (int i = passed.size() - 1; i >= 0; i--) {
            Model model = passed.get(i);
            uncommitted = uncommitted.isEmpty() && Timing.isHeldByCases(model) ? Optional.of(next) : uncommitted;
            Duration held = uncommitted.map(at -> Duration.between(model.now(), at)).orElse(Duration.ZERO);
            Timing.holdNoLonger(model, held);
            leadingOut.put(marks.get(i), held.toMillis());
            next = model.now();
        }
    }

    private static void isOut(Model model) {
        Invariants.hold(model.sales().stream().allMatch(Sale::isOver), "nothing-lost: something is never over");
        Invariants.hold(
                model.books().of(AccountKind.INCOMING) == 0 && model.books().of(AccountKind.OUTGOING) == 0,
                "clearing-clears: something is left in a clearing account");
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
