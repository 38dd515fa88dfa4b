package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.Circumstances;
import dev.surety.escrow.domain.Deadlines;
import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowCommand;
import dev.surety.escrow.domain.Refund;
import dev.surety.escrow.domain.explore.Scenario.Mood;
import dev.surety.model.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How time passes: to the next deadline that an entry left, and what then is done, as {@code WakeEscrow} does it. */
final class Timing {
    private static final Duration LATE = Duration.ofDays(3);
    private static final Scenario EAGER = new Scenario("eager", List.of(), Set.of(), 0, 0);

    private Timing() {}

    static List<Move> moves(Model model, Scenario scenario) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < model.sales().size(); i++) {
            Optional<Instant> due = model.sales().get(i).due();
            if (due.isPresent()) {
                moves.addAll(wake(model.at(due.get()), i, scenario));
                if (scenario.has(Mood.LATENESS)) {
                    for (Move late : wake(model.at(due.get().plus(LATE)), i, scenario)) {
                        moves.add(late.also(", days late"));
                    }
                    between(model, i).ifPresent(moves::add);
                }
            }
        }
        return moves;
    }

    /** The deadline has come, the timer has not. */
    private static Optional<Move> between(Model model, int sale) {
        return Deadlines.announced(model.escrow(sale))
                .map(Deadlines.Announced::at)
                .filter(model.now()::isBefore)
                .filter(at -> at.isBefore(model.sales().get(sale).due().orElseThrow()))
                .map(at -> new Move("the deadline of escrow " + sale + " passes", model.at(at)));
    }

    /** What a wake does, in the order in which it looks; that it finds nothing to do is a breach. */
    static List<Move> wake(Model model, int sale, Scenario scenario) {
        if (Paying.waits(model, sale)) {
            return Paying.asked(model, scenario).stream().map(move -> move.also(", when asked again")).toList();
        }
        Sale of = model.sales().get(sale);
        if (of.waiting().filter(refund -> !model.now().isBefore(refund.askAt())).isPresent()) {
            return Refunding.asked(model, sale, scenario).stream()
                    .map(move -> move.also(", when asked again"))
                    .toList();
        }
        var time = new EscrowCommand.TimeIsUp(of.next());
        List<Move> moves = new ArrayList<>();
        moves.add(new Move("time is up for escrow " + sale, model.must(sale, time, "timed-exit")));
        if (scenario.has(Mood.NEW_PAYEE) && of.escrow() instanceof Escrow.Delivered) {
            model.ask(sale, time, new Circumstances(model.now(), Optional.of(Asking.MATURES)))
                    .ifPresent(then -> moves.add(new Move("time is up for escrow " + sale + ", new payee", then)));
        }
        return moves;
    }

    /** Before anything is due, time changes nothing (invariant {@code not-early}). */
    static void notEarly(Model model, int sale) {
        Escrow escrow = model.escrow(sale);
        var time = new EscrowCommand.TimeIsUp(model.sales().get(sale).next());
        Optional<Instant> own = escrow instanceof Escrow.Funding
                ? Optional.empty()
                : Deadlines.announced(escrow).map(Deadlines.Announced::at);
        Optional<Instant> matures = escrow.custodyNow().flatMap(custody -> custody.maturesNext());
        Optional<Instant> retries = escrow.openRefund()
                .filter(refund -> refund.status() == Refund.Status.RETRYING)
                .map(Refund::askAt);
        Instant earliest = Stream.of(own, matures, retries)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        if (model.now().isBefore(earliest)) {
            Instant before = earliest.equals(Instant.MAX) ? model.now() : earliest.minusSeconds(1);
            if (model.at(before).ask(sale, time).isPresent()) {
                throw new Invariants.Breach("not-early: time moves what is " + escrow.stateName());
            }
        }
    }

    /** One step on the way on which only time passes and the gateway does what it is asked; nothing if all is over. */
    static Optional<Move> eager(Model model) {
        Model told = Banking.tellAll(model);
        if (told != model) {
            return Optional.of(new Move("every escrow hears of the bank", told));
        }
        Optional<Integer> next = Optional.empty();
        for (int i = 0; i < model.sales().size(); i++) {
            Optional<Instant> due = model.sales().get(i).due();
            boolean sooner = due.isPresent()
                    && next.flatMap(sale -> model.sales().get(sale).due())
                            .filter(at -> !due.get().isBefore(at))
                            .isEmpty();
            next = sooner ? Optional.of(i) : next;
        }
        return next.map(sale ->
                wake(model.at(model.sales().get(sale).due().orElseThrow()), sale, EAGER).getFirst());
    }
}
