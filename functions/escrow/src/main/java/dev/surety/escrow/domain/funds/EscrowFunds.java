package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.Invariants;
import dev.surety.model.money.Allocation;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The money of a paid escrow, in every state.
 *
 * @param refunds every refund ever begun, oldest first; at most one of them is open
 * @param maturing money that was released to a new payee and is still on hold, the soonest first
 * @param references of partial releases and refunds, all distinct
 * @param holds the payer's disputes and the bank's chargebacks, and the money of each
 * @param changes how often the payer asked for changes
 * @param reserve the released money that is kept for later
 */
public record EscrowFunds(
        EscrowAmounts amounts,
        PaymentFact payment,
        List<Refund> refunds,
        List<Maturing> maturing,
        List<String> references,
        FundsHolds holds,
        int changes,
        Reserve reserve) {

    /**
     * A released portion that is on hold until an instant.
     *
     * @param kept the part of its net that stands on the reserve
     */
    public record Maturing(Portion part, Instant at, Money kept) {
        /** The payee's money that is on hold. */
        public Money net(Agreement agreement) {
            return part.net(agreement).minus(kept);
        }

        private Money keptOf(Agreement agreement, Portion taken) {
            Money zero = Money.zero(kept.currency());
            return kept.isZero()
                    ? zero
                    : Allocation.cumulativeHalfEven(kept, zero, taken.net(agreement), part.net(agreement));
        }
    }

    public EscrowFunds {
        refunds = List.copyOf(refunds);
        maturing = maturing.stream().sorted(Comparator.comparing(Maturing::at)).toList();
        references = List.copyOf(references);
    }

    public static EscrowFunds of(EscrowAmounts amounts, PaymentFact payment) {
        return new EscrowFunds(amounts, payment, List.of(), List.of(), List.of(), FundsHolds.NONE, 0,
                Reserve.none(Money.zero(amounts.agreement().price().currency())));
    }

    public Optional<Refund> openRefund() {
        return refunds.stream().filter(Refund::isOpen).findFirst();
    }

    public boolean isOver() {
        return amounts.isSpent() && openRefund().isEmpty();
    }

    public boolean isFrozen() {
        return !amounts.frozen().isZero();
    }

    /** All money on hold, as one portion. */
    public Portion allMaturing() {
        return maturing.stream().map(Maturing::part).reduce(none(), Portion::plus);
    }

    /** The payee's money on hold, without what stands on the reserve. */
    public Money onHold() {
        return maturing.stream()
                .map(there -> there.net(amounts.agreement()))
                .reduce(none().price(), Money::plus);
    }

    public Optional<Instant> maturesNext() {
        return maturing.stream().map(Maturing::at).min(Instant::compareTo);
    }

    /** How long the last money on hold still has to wait. */
    public Duration toMature(Instant now) {
        return maturing.isEmpty() ? Duration.ZERO : left(maturing.getLast().at(), now);
    }

    /** The refunds after settlement that the gateway has not confirmed yet. */
    public Money pending() {
        return refunded(refund -> refund.isOpen() && refund.afterSettlement());
    }

    /** The refunds that the gateway refused for good; the money waits in suspense. */
    public Money undeliverable() {
        return refunded(refund -> refund.status() == Refund.Status.UNDELIVERABLE);
    }

    /** The payee's debt: released money that went back to the payer and was not on hold any more. */
    public Money owed() {
        Agreement agreement = amounts.agreement();
        Money taken = holds.chargebacks().stream()
                .map(bank -> bank.taken().minus(bank.onHold()))
                .reduce(none(), Portion::plus)
                .net(agreement);
        return refunds.stream()
                .map(refund -> refund.owed(agreement))
                .reduce(taken.plus(reserve.owed()), Money::plus);
    }

    /** The fees that stay taken though their parts went back: the payee bore them. */
    public Portion feesKept() {
        Agreement agreement = amounts.agreement();
        return refunds.stream().map(refund -> refund.feesKept(agreement)).reduce(none(), Portion::plus);
    }

    /** The sum that each fee has taken, in the agreement's order. */
    public List<Money> feesTaken() {
        return amounts.released().plus(feesKept()).shares();
    }

    private Money refunded(Predicate<Refund> which) {
        return refunds.stream()
                .filter(which)
                .map(refund -> refund.part().gross(amounts.agreement()))
                .reduce(none().price(), Money::plus);
    }

    private Portion none() {
        return Portion.none(amounts.agreement());
    }

    public EscrowFunds with(EscrowAmounts next) {
        return new EscrowFunds(next, payment, refunds, maturing, references, holds, changes, reserve);
    }

    public EscrowFunds with(FundsHolds next) {
        return new EscrowFunds(amounts, payment, refunds, maturing, references, next, changes, reserve);
    }

    public EscrowFunds released(Portion part, Optional<Instant> maturesAt, Optional<String> reference) {
        return released(part, maturesAt, reference, none().price());
    }

    /** @param kept the part of its net that goes to the payee's reserve */
    public EscrowFunds released(
            Portion part, Optional<Instant> maturesAt, Optional<String> reference, Money kept) {
        List<Maturing> more = new ArrayList<>(maturing);
        maturesAt.ifPresent(at -> more.add(new Maturing(part, at, kept)));
        return new EscrowFunds(
                amounts.release(part), payment, refunds, more, named(reference), holds, changes,
                reserve.keeping(kept));
    }

    public EscrowFunds begun(Refund refund) {
        List<Refund> more = new ArrayList<>(refunds);
        more.add(refund);
        return new EscrowFunds(amounts, payment, more, maturing, named(refund.reference()), holds, changes, reserve);
    }

    /** Changes the open refund. */
    public EscrowFunds onRefund(UnaryOperator<Refund> change) {
        List<Refund> changed = refunds.stream()
                .map(refund -> refund.isOpen() ? change.apply(refund) : refund)
                .toList();
        return new EscrowFunds(amounts, payment, changed, maturing, references, holds, changes, reserve);
    }

    /** The open refund failed: its money returns to its former place, and its reference is free again. */
    public EscrowFunds cameBack(String code) {
        Refund refund = openRefund().orElseThrow();
        List<String> left = new ArrayList<>(references);
        refund.reference().ifPresent(left::remove);
        EscrowFunds failed = onRefund(open -> open.ended(Refund.Status.FAILED, code));
        EscrowFunds ended = new EscrowFunds(amounts, payment, failed.refunds, maturing, left, holds, changes, reserve);
        if (!refund.afterSettlement()) {
            return ended.with(amounts.refundReturned(refund.part()));
        }
        EscrowFunds again = ended.with(amounts.reverseRefund(refund.part()).release(refund.part()));
        return refund.ofMaturing().isZero()
                ? again
                : again.matures(refund.ofMaturing(), refund.maturedAt().orElseThrow());
    }

    public EscrowFunds maturing(List<Maturing> left) {
        return new EscrowFunds(amounts, payment, refunds, left, references, holds, changes, reserve);
    }

    public EscrowFunds matures(Portion part, Instant at) {
        List<Maturing> more = new ArrayList<>(maturing);
        more.add(new Maturing(part, at, none().price()));
        return maturing(more);
    }

    /** The portion of money on hold for a part of the price, the latest first. */
    public Portion sliceOfMaturing(Money part) {
        Portion taken = none();
        for (Maturing there : maturing.reversed()) {
            Money lacking = part.minus(taken.price());
            taken = taken.plus(
                    lacking.compareTo(there.part().price()) >= 0
                            ? there.part()
                            : there.part().portion(amounts.agreement(), lacking));
            if (taken.price().compareTo(part) >= 0) {
                return taken;
            }
        }
        return taken;
    }

    /** The portion of money on hold whose gross is exactly {@code gross}, the latest first. */
    public Portion grossOfMaturing(Money gross) {
        Agreement agreement = amounts.agreement();
        Portion taken = none();
        for (Maturing there : maturing.reversed()) {
            Money lacking = gross.minus(taken.gross(agreement));
            taken = taken.plus(
                    lacking.compareTo(there.part().gross(agreement)) >= 0
                            ? there.part()
                            : there.part().portionOfGross(agreement, lacking));
        }
        return taken;
    }

    /** The money on hold without this portion of it, the latest taken first. Of it the payee owes what was kept. */
    public EscrowFunds takenFromMaturing(Portion part) {
        return takenFromMaturing(part, reserve::owing);
    }

    /** The same, but the payee pays what was kept on the reserve. */
    public EscrowFunds chargedFromMaturing(Portion part) {
        return takenFromMaturing(part, _ -> reserve);
    }

    private EscrowFunds takenFromMaturing(Portion part, Function<Money, Reserve> owing) {
        Agreement agreement = amounts.agreement();
        List<Maturing> left = new ArrayList<>(maturing);
        Portion wanted = part;
        Money kept = none().price();
        for (int i = left.size() - 1; i >= 0 && !wanted.isZero(); i--) {
            Maturing there = left.get(i);
            boolean whole = wanted.covers(there.part());
            Portion taken = whole ? there.part() : wanted;
            Money ofKept = whole ? there.kept() : there.keptOf(agreement, taken);
            wanted = wanted.minus(taken);
            kept = kept.plus(ofKept);
            if (whole) {
                left.remove(i);
            } else {
                left.set(i, new Maturing(there.part().minus(taken), there.at(), there.kept().minus(ofKept)));
            }
        }
        Invariants.hold(wanted.isZero(), "escrow-conserved: what is taken was maturing");
        return new EscrowFunds(
                amounts, payment, refunds, left, references, holds, changes, owing.apply(kept));
    }

    /**
     * A chargeback covers some of its shortfall: money is frozen or taken back for it, and lost if the bank has kept
     * it.
     */
    public EscrowFunds taking(Taking found) {
        boolean open = holds.chargeback(found.chargeback()).orElseThrow().isOpen();
        EscrowAmounts moved = amounts.reverseRelease(found.ofMaturing())
                .freeze(found.held())
                .reverseRelease(found.taken())
                .lose(found.taken());
        if (!open) {
            Portion lost = found.held().plus(found.ofDispute());
            moved = moved.unfreeze(lost).lose(lost);
        }
        return takenFromMaturing(found.ofMaturing().plus(found.onHold()))
                .with(moved)
                .with(holds.taking(amounts.agreement(), found));
    }

    public EscrowFunds taking(List<Taking> all) {
        EscrowFunds funds = this;
        for (Taking found : all) {
            funds = funds.taking(found);
        }
        return funds;
    }

    public EscrowFunds changesAsked() {
        return new EscrowFunds(amounts, payment, refunds, maturing, references, holds, changes + 1, reserve);
    }

    private List<String> named(Optional<String> reference) {
        List<String> more = new ArrayList<>(references);
        reference.ifPresent(more::add);
        return more;
    }

    /** How long a deadline still has; zero when it is past. */
    public static Duration left(Instant deadline, Instant now) {
        Duration left = Duration.between(now, deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
