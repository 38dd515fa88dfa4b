package dev.surety.escrow.domain;

import dev.surety.escrow.domain.Case.Charged;
import dev.surety.escrow.domain.Case.Claim;
import dev.surety.escrow.domain.EscrowEvent.ChargebackDrawn;
import dev.surety.escrow.domain.EscrowFold.Step;
import java.time.Instant;
import java.util.Optional;

/** The steps of a case: opened, widened, narrowed, ended. */
final class CaseFold {
    private CaseFold() {}

    static Escrow after(Escrow escrow, Step step) {
        return switch (step.event()) {
            case EscrowEvent.Disputed disputed -> opened(escrow, disputed, step);
            case EscrowEvent.ChargebackDrawn drawn -> drawn(escrow, drawn, step);
            case EscrowEvent.Withdrawn(var unfrozen, var until, _) when escrow instanceof Escrow.Disputed disputed -> {
                Slice kept = disputed.open().claim().orElseThrow().part().minus(unfrozen);
                Optional<Charged> charged =
                        disputed.open().charged().map(bank -> bank.with(bank.own().plus(kept)));
                yield freed(disputed, unfrozen, Optional.empty(), charged, until, step);
            }
            case EscrowEvent.Awarded award when escrow instanceof Escrow.Disputed disputed ->
                awarded(disputed, award, step);
            case EscrowEvent.CaseTimedOut(var back, var until) when escrow instanceof Escrow.Disputed disputed ->
                EscrowFold.resumed(disputed, sentBack(disputed, disputed.custody(), back, step), until, at(step));
            case EscrowEvent.ChargebackWon won -> won(escrow, won, step);
            case EscrowEvent.ChargebackWonLate(var id, _) ->
                EscrowFold.with(escrow, EscrowFold.paid(escrow, step).givenBack(id));
            case EscrowEvent.ChargebackLost lost ->
                escrow instanceof Escrow.Disputed disputed
                                && BankRules.chargedAs(disputed, lost.chargeback()).isPresent()
                        ? lost(disputed, lost, step)
                        : escrow;
            default -> throw EscrowFold.illegal(escrow, step);
        };
    }

    private static Escrow won(Escrow escrow, EscrowEvent.ChargebackWon won, Step step) {
        Custody covered = EscrowFold.paid(escrow, step).covered(won.chargeback());
        Escrow after = EscrowFold.with(escrow, covered);
        if (!(after instanceof Escrow.Disputed disputed)) {
            return after;
        }
        Optional<Charged> charged = BankRules.chargedAs(disputed, won.chargeback());
        if (charged.isEmpty()) {
            return after;
        }
        Slice again = charged.get().ofMaturing();
        Slice free = won.maturesAt().isPresent() ? won.unfrozen().minus(again) : won.unfrozen();
        Escrow.Disputed matured = won.maturesAt()
                .map(at -> released(disputed, again, at))
                .orElse(disputed);
        return won.settles().isPresent()
                ? EscrowFold.settled(matured, matured.custody(), at(step))
                : freed(matured, free, disputed.open().claim(), Optional.empty(), won.resumedUntil(), step);
    }

    /** What a bank had taken from what was maturing matures again. */
    private static Escrow.Disputed released(Escrow.Disputed disputed, Slice part, Instant maturesAt) {
        Custody custody = disputed.custody();
        Custody again = custody.with(custody.holdings().unfreeze(part))
                .released(part, Optional.of(maturesAt), Optional.empty());
        return new Escrow.Disputed(disputed.agreement(), again, disputed.open(), disputed.before());
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
                Optional.of(new Claim(event.part(), event.longStop(), event.words())),
                Optional.empty(),
                event.left(),
                settledAt(escrow));
        Slice ofMaturing = escrow instanceof Escrow.Settled ? event.part() : Slice.none(escrow.agreement());
        Custody custody = frozen(escrow, event.part(), ofMaturing, step);
        return new Escrow.Disputed(escrow.agreement(), custody, open, EscrowFold.interrupted(escrow, step));
    }

    private static Escrow drawn(Escrow escrow, ChargebackDrawn event, Step step) {
        if (event.covered().isZero()) {
            return EscrowFold.with(escrow, EscrowFold.paid(escrow, step).notCovered(event.chargeback()));
        }
        Optional<Charged> charged = Optional.of(new Charged(
                event.chargeback(),
                event.amount(),
                event.covered(),
                event.frozen(),
                event.ofMaturing(),
                event.toMature(),
                event.answerBy()));
        Case open = escrow instanceof Escrow.Disputed disputed
                ? disputed.open().with(disputed.open().claim(), charged)
                : new Case(at(step), Optional.empty(), charged, event.opens().orElseThrow(), settledAt(escrow));
        Slice ofMaturing = escrow instanceof Escrow.Settled ? event.frozen() : event.ofMaturing();
        Custody frozen = frozen(escrow, event.frozen(), ofMaturing, step);
        boolean isShort = event.covered().compareTo(event.amount()) < 0;
        Custody custody = isShort ? frozen.notCovered(event.chargeback()) : frozen;
        return new Escrow.Disputed(escrow.agreement(), custody, open, EscrowFold.interrupted(escrow, step));
    }

    /** From what is free and from what still matures. */
    private static Custody frozen(Escrow escrow, Slice part, Slice ofMaturing, Step step) {
        Custody custody = EscrowFold.paid(escrow, step);
        Holdings holdings = custody.holdings().unrelease(ofMaturing).freeze(part);
        return custody.takenFromMaturing(ofMaturing).with(holdings);
    }

    private static Escrow freed(
            Escrow.Disputed disputed,
            Slice unfrozen,
            Optional<Claim> claim,
            Optional<Charged> charged,
            Optional<Instant> until,
            Step step) {
        Holdings thawed = disputed.holdingsNow().unfreeze(unfrozen);
        boolean matures = disputed.before() == Escrow.Before.SETTLED && !unfrozen.weighsNothing();
        Custody custody = matures
                ? disputed.custody().with(thawed).released(unfrozen, until, Optional.empty())
                : disputed.custody().with(thawed);
        return goesOn(disputed, custody, claim, charged, until, step);
    }

    private static Escrow goesOn(
            Escrow.Disputed disputed,
            Custody custody,
            Optional<Claim> claim,
            Optional<Charged> charged,
            Optional<Instant> until,
            Step step) {
        Case open = disputed.open().with(claim, charged);
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
        return award.settles().isPresent()
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
        Slice own = BankRules.chargedAs(disputed, event.chargeback()).orElseThrow().own();
        Optional<Claim> claim = BankRules.claimAfter(disputed, event.lost().minus(own));
        Custody custody = disputed.custody();
        custody = custody.with(custody.holdings().unfreeze(event.lost()).lose(event.lost()))
                .lost(event.chargeback(), event.lost());
        return event.settles().isPresent()
                ? EscrowFold.settled(disputed, custody, at(step))
                : goesOn(disputed, custody, claim, Optional.empty(), event.resumedUntil(), step);
    }
}
