package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowEvent.Taking;
import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The money of an escrow that was paid, in whatever state the escrow is.
 *
 * @param refunds every refund ever begun, oldest first; at most one of them is open
 * @param maturing what was released to a new payee and cannot be paid out yet, what matures first in front
 * @param references of partial releases and refunds: no two of them share one
 * @param cases the payer's disputes and the bank's chargebacks: what each of them holds
 * @param changes how often the payer asked for changes
 */
public record Custody(
        Holdings holdings,
        PaymentFact payment,
        List<Refund> refunds,
        List<Maturing> maturing,
        List<String> references,
        Cases cases,
        int changes) {

    /** A slice that was released and matures at an instant. */
    public record Maturing(Slice part, Instant at) {}

    public Custody {
        refunds = List.copyOf(refunds);
        maturing = maturing.stream().sorted(Comparator.comparing(Maturing::at)).toList();
        references = List.copyOf(references);
    }

    static Custody of(Holdings holdings, PaymentFact payment) {
        return new Custody(holdings, payment, List.of(), List.of(), List.of(), Cases.NONE, 0);
    }

    public Optional<Refund> openRefund() {
        return refunds.stream().filter(Refund::isOpen).findFirst();
    }

    public boolean isOver() {
        return holdings.isSpent() && openRefund().isEmpty();
    }

    public boolean isFrozen() {
        return !holdings.frozen().weighsNothing();
    }

    /** All that matures, as one slice. */
    Slice allMaturing() {
        return maturing.stream().map(Maturing::part).reduce(none(), Slice::plus);
    }

    public Optional<Instant> maturesNext() {
        return maturing.stream().map(Maturing::at).min(Instant::compareTo);
    }

    /** How long the last of it still has to mature. */
    Duration toMature(Instant now) {
        return maturing.isEmpty() ? Duration.ZERO : CaseRules.left(maturing.getLast().at(), now);
    }

    /** What went back after settlement and of which the gateway has not said that it arrived. */
    public Money pending() {
        return refunded(refund -> refund.isOpen() && refund.afterSettlement());
    }

    /** What the gateway would not send, again and again; it waits in suspense. */
    public Money undeliverable() {
        return refunded(refund -> refund.status() == Refund.Status.UNDELIVERABLE);
    }

    private Money refunded(Predicate<Refund> which) {
        return refunds.stream()
                .filter(which)
                .map(refund -> refund.part().gross(holdings.agreement()))
                .reduce(none().price(), Money::plus);
    }

    private Slice none() {
        return Slice.none(holdings.agreement());
    }

    Custody with(Holdings next) {
        return new Custody(next, payment, refunds, maturing, references, cases, changes);
    }

    Custody with(Cases next) {
        return new Custody(holdings, payment, refunds, maturing, references, next, changes);
    }

    Custody released(Slice part, Optional<Instant> maturesAt, Optional<String> reference) {
        List<Maturing> more = new ArrayList<>(maturing);
        maturesAt.ifPresent(at -> more.add(new Maturing(part, at)));
        return new Custody(holdings.release(part), payment, refunds, more, named(reference), cases, changes);
    }

    Custody begun(Refund refund) {
        List<Refund> more = new ArrayList<>(refunds);
        more.add(refund);
        return new Custody(holdings, payment, more, maturing, named(refund.reference()), cases, changes);
    }

    /** With the open refund as it has become. */
    Custody onRefund(UnaryOperator<Refund> change) {
        List<Refund> changed = refunds.stream()
                .map(refund -> refund.isOpen() ? change.apply(refund) : refund)
                .toList();
        return new Custody(holdings, payment, changed, maturing, references, cases, changes);
    }

    /** The open refund came to nothing: its money is where it was taken from, and its reference is free again. */
    Custody cameBack(String code) {
        Refund refund = openRefund().orElseThrow();
        List<String> left = new ArrayList<>(references);
        refund.reference().ifPresent(left::remove);
        Custody failed = onRefund(open -> open.ended(Refund.Status.FAILED, code));
        Custody ended = new Custody(holdings, payment, failed.refunds, maturing, left, cases, changes);
        if (!refund.afterSettlement()) {
            return ended.with(holdings.comeBack(refund.part()));
        }
        Custody again = ended.with(holdings.unrefund(refund.part()).release(refund.part()));
        return refund.ofMaturing().weighsNothing()
                ? again
                : again.matures(refund.ofMaturing(), refund.maturedAt().orElseThrow());
    }

    Custody maturing(List<Maturing> left) {
        return new Custody(holdings, payment, refunds, left, references, cases, changes);
    }

    Custody matures(Slice part, Instant at) {
        List<Maturing> more = new ArrayList<>(maturing);
        more.add(new Maturing(part, at));
        return maturing(more);
    }

    /** The slice of a part of the price that is maturing, what matures last first. */
    Slice sliceOfMaturing(Money part) {
        Slice taken = none();
        for (Maturing there : maturing.reversed()) {
            Money lacking = part.minus(taken.price());
            taken = taken.plus(
                    lacking.compareTo(there.part().price()) >= 0
                            ? there.part()
                            : there.part().portion(holdings.agreement(), lacking));
            if (taken.price().compareTo(part) >= 0) {
                return taken;
            }
        }
        return taken;
    }

    /** The slice that is maturing and weighs exactly {@code gross}, what matures last first. */
    Slice grossOfMaturing(Money gross) {
        Agreement agreement = holdings.agreement();
        Slice taken = none();
        for (Maturing there : maturing.reversed()) {
            Money lacking = gross.minus(taken.gross(agreement));
            taken = taken.plus(
                    lacking.compareTo(there.part().gross(agreement)) >= 0
                            ? there.part()
                            : there.part().portionOfGross(agreement, lacking));
        }
        return taken;
    }

    /** What is left to mature when a slice is taken from it, what matures last first. */
    Custody takenFromMaturing(Slice part) {
        List<Maturing> left = new ArrayList<>(maturing);
        Slice wanted = part;
        for (int i = left.size() - 1; i >= 0 && !wanted.weighsNothing(); i--) {
            Slice there = left.get(i).part();
            boolean whole = wanted.covers(there);
            Slice taken = whole ? there : wanted;
            wanted = wanted.minus(taken);
            if (whole) {
                left.remove(i);
            } else {
                left.set(i, new Maturing(there.minus(taken), left.get(i).at()));
            }
        }
        Invariants.hold(wanted.weighsNothing(), "escrow-conserved: what is taken was maturing");
        return maturing(left);
    }

    /** A chargeback finds some of what it lacks: it freezes it, takes it back, or, once lost, loses it. */
    Custody taking(Taking found) {
        boolean open = cases.chargeback(found.chargeback()).orElseThrow().isOpen();
        Holdings moved = holdings.unrelease(found.ofMaturing())
                .freeze(found.held())
                .unrelease(found.taken())
                .lose(found.taken());
        if (!open) {
            Slice lost = found.held().plus(found.ofDispute());
            moved = moved.unfreeze(lost).lose(lost);
        }
        return takenFromMaturing(found.ofMaturing().plus(found.onHold()))
                .with(moved)
                .with(cases.taking(holdings.agreement(), found));
    }

    Custody taking(List<Taking> all) {
        Custody custody = this;
        for (Taking found : all) {
            custody = custody.taking(found);
        }
        return custody;
    }

    Custody changesAsked() {
        return new Custody(holdings, payment, refunds, maturing, references, cases, changes + 1);
    }

    private List<String> named(Optional<String> reference) {
        List<String> more = new ArrayList<>(references);
        reference.ifPresent(more::add);
        return more;
    }
}
