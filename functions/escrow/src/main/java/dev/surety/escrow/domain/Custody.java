package dev.surety.escrow.domain;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The money of an escrow that was paid, in whatever state the escrow is.
 *
 * @param refunds every refund ever begun, oldest first; at most one of them is open
 * @param maturing what was released to a new payee and cannot be paid out yet, what matures first in front
 * @param references of partial releases and refunds: no two of them share one
 * @param uncovered chargebacks of which not all was here to freeze, oldest first: the payer has that money already
 * @param kept what banks have kept, by their chargebacks
 * @param changes how often the payer asked for changes
 */
public record Custody(
        Holdings holdings,
        PaymentFact payment,
        List<Refund> refunds,
        List<Maturing> maturing,
        List<String> references,
        List<Lack> uncovered,
        List<Kept> kept,
        int changes) {

    /** A slice that was released and matures at an instant. */
    public record Maturing(Slice part, Instant at) {}

    /**
     * What a bank drew and did not find.
     *
     * @param amount how much of it is not covered yet
     * @param drawn all that it drew for this escrow
     * @param answerBy when, had it found something, it would count as lost because the bank gave nothing back
     * @param kept whether the bank has decided to keep it
     */
    public record Lack(String chargeback, Money amount, Money drawn, Instant answerBy, boolean kept) {
        /** The chargeback with what covers it now; the first that does puts it under the lock. */
        Case.Charged charged(Case open, EscrowEvent.Cover cover) {
            return open.chargedAs(chargeback)
                    .map(bank -> bank.with(cover))
                    .orElseGet(() -> new Case.Charged(
                            chargeback,
                            drawn,
                            cover.covered(),
                            cover.frozen(),
                            cover.ofMaturing(),
                            cover.toMature(),
                            answerBy));
        }

        /** Whether the bank has decided to keep it, or has been silent for so long that it will count as if it had. */
        boolean isKept(Instant now) {
            return kept || !now.isBefore(answerBy);
        }

        private Lack less(Money covered) {
            return new Lack(chargeback, amount.minus(covered), drawn, answerBy, kept);
        }
    }

    /** A slice that was lost to a chargeback. */
    public record Kept(String chargeback, Slice part) {}

    public Custody {
        refunds = List.copyOf(refunds);
        maturing = maturing.stream().sorted(Comparator.comparing(Maturing::at)).toList();
        references = List.copyOf(references);
        uncovered = List.copyOf(uncovered);
        kept = List.copyOf(kept);
    }

    static Custody of(Holdings holdings, PaymentFact payment) {
        return new Custody(holdings, payment, List.of(), List.of(), List.of(), List.of(), List.of(), 0);
    }

    public Optional<Refund> openRefund() {
        return refunds.stream().filter(Refund::isOpen).findFirst();
    }

    public boolean isOver() {
        return holdings.isSpent() && openRefund().isEmpty();
    }

    /** All that matures, as one slice. */
    Slice allMaturing() {
        return maturing.stream().map(Maturing::part).reduce(Slice.none(holdings.agreement()), Slice::plus);
    }

    public Optional<Instant> maturesNext() {
        return maturing.stream().map(Maturing::at).min(Instant::compareTo);
    }

    Custody with(Holdings next) {
        return new Custody(next, payment, refunds, maturing, references, uncovered, kept, changes);
    }

    Custody released(Slice part, Optional<Instant> maturesAt, Optional<String> reference) {
        List<Maturing> more = new ArrayList<>(maturing);
        maturesAt.ifPresent(at -> more.add(new Maturing(part, at)));
        return new Custody(holdings.release(part), payment, refunds, more, named(reference), uncovered, kept, changes);
    }

    Custody begun(Refund refund) {
        List<Refund> more = new ArrayList<>(refunds);
        more.add(refund);
        return new Custody(holdings, payment, more, maturing, named(refund.reference()), uncovered, kept, changes);
    }

    /** With the open refund as it has become. */
    Custody onRefund(UnaryOperator<Refund> change) {
        List<Refund> changed = refunds.stream()
                .map(refund -> refund.isOpen() ? change.apply(refund) : refund)
                .toList();
        return new Custody(holdings, payment, changed, maturing, references, uncovered, kept, changes);
    }

    /** The open refund came to nothing: its money is where it was taken from. */
    Custody cameBack(String code) {
        Refund refund = openRefund().orElseThrow();
        Custody ended = onRefund(open -> open.ended(Refund.Status.FAILED, code));
        if (!refund.afterSettlement()) {
            return ended.with(holdings.comeBack(refund.part()));
        }
        Custody again = ended.with(holdings.unrefund(refund.part()).release(refund.part()));
        return refund.ofMaturing().weighsNothing()
                ? again
                : again.matures(refund.ofMaturing(), refund.maturedAt().orElseThrow());
    }

    Custody maturing(List<Maturing> left) {
        return new Custody(holdings, payment, refunds, left, references, uncovered, kept, changes);
    }

    Custody matures(Slice part, Instant at) {
        List<Maturing> more = new ArrayList<>(maturing);
        more.add(new Maturing(part, at));
        return maturing(more);
    }

    /** The slice of a part of the price that is maturing, what matures last first. */
    Slice sliceOfMaturing(Money part) {
        Slice taken = Slice.none(holdings.agreement());
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
        Slice taken = Slice.none(agreement);
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

    Custody notCovered(Lack lack) {
        List<Lack> more = new ArrayList<>(uncovered);
        more.add(lack);
        return lacking(more);
    }

    /** The bank gave it back. */
    Custody covered(String chargeback) {
        return lacking(uncovered.stream()
                .filter(lack -> !lack.chargeback().equals(chargeback))
                .toList());
    }

    /** The bank has decided to keep it, also what it did not find here. */
    Custody keptUncovered(String chargeback) {
        return lacking(uncovered.stream()
                .map(lack -> lack.chargeback().equals(chargeback)
                        ? new Lack(chargeback, lack.amount(), lack.drawn(), lack.answerBy(), true)
                        : lack)
                .toList());
    }

    /** What came free covers a chargeback, whole or in part. */
    Custody covering(EscrowEvent.Cover cover) {
        Holdings frozen = holdings.unrelease(cover.ofMaturing()).freeze(cover.frozen());
        List<Lack> left = uncovered.stream()
                .map(lack -> lack.chargeback().equals(cover.chargeback()) ? lack.less(cover.covered()) : lack)
                .filter(lack -> !lack.amount().isZero())
                .toList();
        Custody covered = takenFromMaturing(cover.ofMaturing()).with(frozen).lacking(left);
        return cover.kept()
                ? covered.with(frozen.unfreeze(cover.lost()).lose(cover.lost()))
                        .lost(cover.chargeback(), cover.lost())
                : covered;
    }

    Custody covering(List<EscrowEvent.Cover> covers) {
        Custody covered = this;
        for (EscrowEvent.Cover cover : covers) {
            covered = covered.covering(cover);
        }
        return covered;
    }

    Optional<Lack> lack(String chargeback) {
        return uncovered.stream().filter(lack -> lack.chargeback().equals(chargeback)).findFirst();
    }

    /** What is not here and that the payer has all the same. */
    Money allUncovered() {
        Money none = Money.zero(holdings.funded().currency());
        return uncovered.stream().map(Lack::amount).reduce(none, Money::plus);
    }

    Money uncoveredAndKept(Instant now) {
        Money none = Money.zero(holdings.funded().currency());
        return uncovered.stream()
                .filter(lack -> lack.isKept(now))
                .map(Lack::amount)
                .reduce(none, Money::plus);
    }

    /** When the next bank that has not decided counts as having kept what it drew. */
    Instant bankAnswersBy(Instant now) {
        return uncovered.stream()
                .filter(lack -> !lack.isKept(now))
                .map(Lack::answerBy)
                .min(Instant::compareTo)
                .orElse(now);
    }

    private Custody lacking(List<Lack> next) {
        return new Custody(holdings, payment, refunds, maturing, references, next, kept, changes);
    }

    Custody lost(String chargeback, Slice part) {
        Slice before = keptBy(chargeback).orElseGet(() -> Slice.none(holdings.agreement()));
        List<Kept> more = new ArrayList<>(givenBack(chargeback).kept());
        more.add(new Kept(chargeback, before.plus(part)));
        return new Custody(holdings, payment, refunds, maturing, references, uncovered, more, changes);
    }

    Optional<Slice> keptBy(String chargeback) {
        return kept.stream()
                .filter(one -> one.chargeback().equals(chargeback))
                .map(Kept::part)
                .findFirst();
    }

    Custody givenBack(String chargeback) {
        List<Kept> left =
                kept.stream().filter(one -> !one.chargeback().equals(chargeback)).toList();
        return new Custody(holdings, payment, refunds, maturing, references, uncovered, left, changes);
    }

    Custody changesAsked() {
        return new Custody(holdings, payment, refunds, maturing, references, uncovered, kept, changes + 1);
    }

    private List<String> named(Optional<String> reference) {
        List<String> more = new ArrayList<>(references);
        reference.ifPresent(more::add);
        return more;
    }
}
