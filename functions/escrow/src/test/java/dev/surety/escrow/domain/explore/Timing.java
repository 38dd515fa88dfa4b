package dev.surety.escrow.domain.explore;

import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.explore.Scenario.Mood;
import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.payment.RetrySchedule;
import dev.surety.model.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How time passes: to the next deadline that an entry left, and what then is done, as {@code WakeEscrow} does it. */
final class Timing {
    private static final Duration LATE = Duration.ofDays(3);
    private static final Duration DISPUTED = Duration.ofDays(150);
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
        if (Deadlines.looksForDispute(of.escrow(), model.now())) {
            return Stream.of(true, false)
                    .map(known -> new Move(
                            "the dispute of escrow " + sale + (known ? " is found" : " is missing"),
                            model.must(sale, new EscrowCommand.TellCase(known), "timed-exit")))
                    .toList();
        }
        var time = new EscrowCommand.DeadlineReached(of.next());
        List<Move> moves = new ArrayList<>();
        moves.add(new Move("time is up for escrow " + sale, model.must(sale, time, "timed-exit")));
        if (scenario.has(Mood.NEW_PAYEE) && of.escrow() instanceof Escrow.Delivered) {
            model.ask(sale, time, new DecisionContext(model.now(), Optional.of(Asking.MATURES)))
                    .ifPresent(then -> moves.add(new Move("time is up for escrow " + sale + ", new payee", then)));
        }
        return moves;
    }

    /** Before anything is due, time changes nothing (invariant {@code not-early}). */
    static void notEarly(Model model, int sale) {
        Escrow escrow = model.escrow(sale);
        var time = new EscrowCommand.DeadlineReached(model.sales().get(sale).next());
        Optional<Instant> own = escrow instanceof Escrow.Funding
                ? Optional.empty()
                : Deadlines.announced(escrow).map(Deadlines.Announced::at);
        Optional<Instant> matures = escrow.fundsNow().flatMap(funds -> funds.maturesNext());
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
        boolean looks = Deadlines.looksForDispute(escrow, model.now());
        if (model.ask(sale, new EscrowCommand.TellCase(false)).isPresent() != looks) {
            throw new Invariants.Breach("not-early: a dispute is looked for while " + escrow.stateName());
        }
    }

    static boolean isHeldByCases(Model model) {
        return model.sales().stream().map(sale -> holds(sale.escrow())).anyMatch(Timing::hold);
    }

    private static FundsHolds holds(Escrow escrow) {
        return escrow.fundsNow().map(EscrowFunds::holds).orElseGet(FundsHolds::none);
    }

    private static boolean hold(FundsHolds holds) {
        return holds.dispute().isPresent() || !holds.freezing().isEmpty();
    }

    /**
     * Cases hold an escrow no longer than what is left of the 150 days that disputes may take, and the outages of the
     * open one. Each bank that has not answered adds 180 days ({@code time-bounded}); a timer comes five minutes late
     * each time.
     */
    static void holdNoLonger(Model model, Duration held) {
        Duration most = Duration.ZERO;
        for (int i = 0; i < model.sales().size(); i++) {
            int sale = i;
            FundsHolds holds = holds(model.escrow(i));
            long banks = holds.chargebacks().stream().filter(bank -> bank.isOpen()).count()
                    + model.chargebacks().stream().filter(bank -> !bank.isTold(sale)).count();
            Duration disputed = holds.dispute()
                    .map(of -> DISPUTED.minus(holds.ran()).minus(of.ran(model.now())).plus(of.extended()))
                    .filter(left -> !left.isNegative())
                    .orElse(Duration.ZERO);
            Duration bound = Duration.ofDays(180)
                    .multipliedBy(banks)
                    .plus(disputed)
                    .plus(RetrySchedule.CLOCK_DIFFERENCE.multipliedBy(banks + 1));
            most = bound.compareTo(most) > 0 ? bound : most;
        }
        Invariants.hold(held.compareTo(most) <= 0, "time-bounded: cases hold it for " + held + ", not " + most);
    }

    /**
     * Every wake at its due leaves an entry, and with it the next due: none ends with nothing while a later deadline
     * runs. A due is the earliest of all deadlines that run; while a refund is on its way, or a charge, it is when the
     * gateway is asked.
     */
    static void losesNoDeadline(Model model, int sale) {
        Sale of = model.sales().get(sale);
        Escrow escrow = of.escrow();
        Optional<Instant> runs = Deadlines.announced(escrow).map(Deadlines.Announced::at);
        boolean asks = escrow instanceof Escrow.Funding || escrow.openRefund().isPresent();
        Optional<Instant> looks = holds(escrow).dispute()
                .flatMap(OpenDispute::telling)
                .flatMap(CaseTelling::next);
        Optional<Instant> least = Stream.of(runs.map(at -> at.plus(RetrySchedule.CLOCK_DIFFERENCE)), looks)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        boolean earliest = asks ? of.due().isPresent() : of.due().equals(least);
        Invariants.hold(earliest, "timed-exit: a deadline runs at " + runs + ", and the timer looks at " + of.due());
        // That of a model's only sale is the next step on its way out.
        if (of.due().isPresent() && model.sales().size() > 1) {
            woken(model, sale);
        }
    }

    private static Move woken(Model model, int sale) {
        Model then = model.at(model.sales().get(sale).due().orElseThrow());
        Move woken = wake(then, sale, EAGER).getFirst();
        // A payment tells its escrows one after the other.
        boolean all = model.escrow(sale) instanceof Escrow.Funding;
        boolean entry = IntStream.range(0, model.sales().size())
                .filter(i -> all || i == sale)
                .anyMatch(i -> woken.then().escrow(i) != model.escrow(i));
        Invariants.hold(entry, "timed-exit: a wake leaves no entry");
        return woken;
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
        return next.map(sale -> woken(model, sale));
    }
}
