package dev.surety.escrow.domain;

import dev.surety.escrow.domain.Case.Charged;
import dev.surety.escrow.domain.Case.Claim;
import dev.surety.escrow.domain.EscrowEvent.ChargebackDrawn;
import dev.surety.escrow.domain.EscrowEvent.Cover;
import dev.surety.escrow.domain.EscrowFold.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The steps of a case: opened, widened, narrowed, ended. */
final class CaseFold {
    private CaseFold() {}

    static Escrow after(Escrow escrow, Step step) {
        return switch (step.event()) {
            case EscrowEvent.Disputed disputed -> opened(escrow, disputed, step);
            case EscrowEvent.ChargebackDrawn drawn -> drawn(escrow, drawn, step);
            case EscrowEvent.Withdrawn withdrawn when escrow instanceof Escrow.Disputed disputed ->
                withdrawn(disputed, withdrawn, step);
            case EscrowEvent.Awarded award when escrow instanceof Escrow.Disputed disputed ->
                awarded(disputed, award, step);
            case EscrowEvent.CaseTimedOut(var back, var until) when escrow instanceof Escrow.Disputed disputed ->
                EscrowFold.resumed(disputed, sentBack(disputed, disputed.custody(), back, step), until, at(step));
            case EscrowEvent.ChargebackWon won -> won(escrow, won, step);
            case EscrowEvent.ChargebackWonLate(var id, _) ->
                EscrowFold.with(escrow, EscrowFold.paid(escrow, step).givenBack(id).covered(id));
            case EscrowEvent.ChargebackLost lost ->
                escrow instanceof Escrow.Disputed disputed
                                && disputed.open().chargedAs(lost.chargeback()).isPresent()
                        ? lost(disputed, lost, step)
                        : EscrowFold.with(
                                escrow, decided(EscrowFold.paid(escrow, step).keptUncovered(lost.chargeback()), step));
            default -> throw EscrowFold.illegal(escrow, step);
        };
    }

    /** A refund that waits for the bank's word is tried now. */
    private static Custody decided(Custody custody, Step step) {
        return custody.onRefund(refund -> refund.triedAt(at(step)));
    }

    private static Optional<Instant> settledAt(Escrow escrow) {
        return escrow instanceof Escrow.Settled settled ? Optional.of(settled.settledAt()) : Optional.empty();
    }

    private static Instant at(Step step) {
        return step.entry().at();
    }

    private static Escrow opened(Escrow escrow, EscrowEvent.Disputed event, Step step) {
        var open = new Case(
                at(step),
                Optional.of(new Claim(event.part(), event.longStop())),
                List.of(),
                event.left(),
                settledAt(escrow));
        Slice ofMaturing = escrow instanceof Escrow.Settled ? event.part() : Slice.none(escrow.agreement());
        Custody custody = frozen(escrow, event.part(), ofMaturing, step);
        return new Escrow.Disputed(escrow.agreement(), custody, open, EscrowFold.interrupted(escrow, step));
    }

    private static Escrow drawn(Escrow escrow, ChargebackDrawn event, Step step) {
        Custody.Lack lack = new Custody.Lack(
                event.chargeback(), event.amount().minus(event.covered()), event.amount(), event.answerBy(), false);
        if (event.covered().isZero()) {
            return EscrowFold.with(escrow, EscrowFold.paid(escrow, step).notCovered(lack));
        }
        var charged = new Charged(
                event.chargeback(),
                event.amount(),
                event.covered(),
                event.frozen(),
                event.ofMaturing(),
                event.toMature(),
                event.answerBy());
        Case open = escrow instanceof Escrow.Disputed disputed
                ? disputed.open()
                : new Case(at(step), Optional.empty(), List.of(), event.opens().orElseThrow(), settledAt(escrow));
        Slice ofMaturing = escrow instanceof Escrow.Settled ? event.frozen() : event.ofMaturing();
        Custody frozen = frozen(escrow, event.frozen(), ofMaturing, step);
        Custody custody = lack.amount().isZero() ? frozen : frozen.notCovered(lack);
        Escrow.Before before = EscrowFold.interrupted(escrow, step);
        return new Escrow.Disputed(escrow.agreement(), custody, open.with(charged), before);
    }

    /** From what is free and from what still matures. */
    private static Custody frozen(Escrow escrow, Slice part, Slice ofMaturing, Step step) {
        Custody custody = EscrowFold.paid(escrow, step);
        Holdings holdings = custody.holdings().unrelease(ofMaturing).freeze(part);
        return custody.takenFromMaturing(ofMaturing).with(holdings);
    }

    /** What banks have drawn of what the payer disputed stays frozen, for them alone. */
    private static Escrow withdrawn(Escrow.Disputed disputed, EscrowEvent.Withdrawn event, Step step) {
        Agreement agreement = disputed.agreement();
        Slice rest = disputed.open().claim().orElseThrow().part();
        Case open = disputed.open();
        for (Charged bank : disputed.open().charged()) {
            Slice drawn = CaseRules.drawnOf(agreement, rest, bank.shared(agreement));
            open = open.with(bank.with(bank.own().plus(drawn)));
            rest = rest.minus(drawn);
        }
        boolean matures = disputed.before() == Escrow.Before.SETTLED && !event.unfrozen().weighsNothing();
        Slice again = matures ? event.unfrozen() : Slice.none(agreement);
        Custody custody = BankRules.thawed(disputed.custody(), event.unfrozen(), again, event.resumedUntil());
        return goesOn(disputed, custody, open.with(Optional.empty()), event.resumedUntil(), step);
    }

    private static Escrow won(Escrow escrow, EscrowEvent.ChargebackWon won, Step step) {
        Custody custody = decided(EscrowFold.paid(escrow, step).covered(won.chargeback()), step);
        Optional<Charged> charged = escrow instanceof Escrow.Disputed disputed
                ? disputed.open().chargedAs(won.chargeback())
                : Optional.empty();
        if (!(escrow instanceof Escrow.Disputed disputed) || charged.isEmpty()) {
            return EscrowFold.with(escrow, custody);
        }
        boolean settled = disputed.before() == Escrow.Before.SETTLED;
        // The first shape of this event said of a settled escrow only until when.
        Optional<Instant> maturesAt = settled ? won.maturesAt().or(won::resumedUntil) : won.maturesAt();
        Slice again = settled ? won.unfrozen() : charged.get().ofMaturing();
        Custody thawed = BankRules.thawed(
                custody, won.unfrozen(), maturesAt.isPresent() ? again : Slice.none(escrow.agreement()), maturesAt);
        Covered covered = covered(thawed, disputed.open().without(won.chargeback()), won.covers());
        return won.settles().isPresent()
                ? EscrowFold.settled(disputed, covered.custody(), at(step))
                : goesOn(disputed, covered.custody(), covered.open(), won.resumedUntil(), step);
    }

    /** Money and lock, when chargebacks that lacked it have got what came free. */
    private record Covered(Custody custody, Case open) {}

    private static Covered covered(Custody custody, Case open, List<Cover> covers) {
        Covered now = new Covered(custody, open);
        for (Cover cover : covers) {
            Custody.Lack lack = now.custody().lack(cover.chargeback()).orElseThrow();
            now = new Covered(now.custody().covering(cover), now.open().covering(lack, cover));
        }
        return now;
    }

    /** What came back, by a refund that failed, has been drawn by banks. */
    static Escrow covered(
            Escrow escrow, Custody custody, List<Cover> covers, Optional<Duration> opens, Step step) {
        Case lock = escrow instanceof Escrow.Disputed disputed
                ? disputed.open()
                : new Case(at(step), Optional.empty(), List.of(), opens.orElse(Duration.ZERO), settledAt(escrow));
        Covered covered = covered(custody, lock, covers);
        return covered.open().isOver()
                ? EscrowFold.with(escrow, covered.custody())
                : new Escrow.Disputed(
                        escrow.agreement(),
                        covered.custody(),
                        covered.open(),
                        EscrowFold.interrupted(escrow, step));
    }

    private static Escrow goesOn(
            Escrow.Disputed disputed, Custody custody, Case open, Optional<Instant> until, Step step) {
        return open.isOver()
                ? EscrowFold.resumed(disputed, custody, until, at(step))
                : new Escrow.Disputed(disputed.agreement(), custody, open, disputed.before());
    }

    private static Escrow awarded(Escrow.Disputed disputed, EscrowEvent.Awarded award, Step step) {
        Custody custody = disputed.custody();
        custody = custody.with(custody.holdings().unfreeze(award.released()));
        if (!award.released().weighsNothing()) {
            custody = custody.released(award.released(), award.maturesAt(), Optional.empty());
        }
        if (award.back().isPresent()) {
            custody = sentBack(disputed, custody, award.back().get(), step);
        }
        // The first ones said of a settled escrow that they settled it: it has been that since before its case.
        boolean settles = award.settles().isPresent() && disputed.before() != Escrow.Before.SETTLED;
        return settles
                ? EscrowFold.settled(disputed, custody, at(step))
                : EscrowFold.resumed(disputed, custody, award.resumedUntil(), at(step));
    }

    private static Custody sentBack(Escrow.Disputed disputed, Custody custody, EscrowEvent.Back back, Step step) {
        Holdings thawed = custody.holdings().unfreeze(back.part());
        boolean settled = disputed.before() == Escrow.Before.SETTLED;
        Holdings after = settled ? thawed.refund(back.part()) : thawed.sendBack(back.part());
        return EscrowFold.begin(custody.with(after), back, step, settled);
    }

    private static Escrow lost(Escrow.Disputed disputed, EscrowEvent.ChargebackLost event, Step step) {
        String id = event.chargeback();
        Slice own = disputed.open().chargedAs(id).orElseThrow().own();
        Optional<Claim> claim = BankRules.claimAfter(disputed, event.lost().minus(own));
        Custody custody = disputed.custody();
        custody = custody.with(custody.holdings().unfreeze(event.lost()).lose(event.lost()))
                .lost(id, event.lost());
        custody = decided(custody.keptUncovered(id), step);
        return event.settles().isPresent()
                ? EscrowFold.settled(disputed, custody, at(step))
                : goesOn(disputed, custody, disputed.open().without(id).with(claim), event.resumedUntil(), step);
    }
}
