package dev.surety.escrow.domain;

import dev.surety.model.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The steps of disputes and chargebacks: what they freeze and take, and where it goes when they end. */
final class CaseFold {
    private CaseFold() {}

    static Escrow after(Escrow escrow, EscrowEvent event, Instant at, String key) {
        Custody custody = EscrowFold.paid(escrow, event);
        return switch (event) {
            case EscrowEvent.Disputed disputed -> EscrowFold.with(escrow, opened(escrow, custody, disputed, at));
            case EscrowEvent.Withdrawn withdrawn ->
                EscrowFold.with(
                        until(escrow, withdrawn.resumedUntil()), withdrawn(escrow, custody, withdrawn, at));
            case EscrowEvent.Awarded award -> awarded(escrow, custody, award, at, key);
            case EscrowEvent.CaseTimedOut(var back, var until) ->
                EscrowFold.with(
                        until(escrow, until), closed(sentBack(escrow, custody, back, key), at));
            case EscrowEvent.ChargebackOpened drawn -> EscrowFold.with(escrow, decided(opened(custody, drawn), at));
            case EscrowEvent.ChargebackWon won -> won(escrow, custody, won, at);
            case EscrowEvent.ChargebackLost lost -> lost(escrow, custody, lost, at);
            default -> throw EscrowFold.illegal(escrow, event);
        };
    }

    /** The long stop stands still while a bank has some of the dispute. */
    private static Custody decided(Custody custody, Instant at) {
        return custody.with(custody.cases().at(at));
    }

    private static Custody closed(Custody custody, Instant at) {
        return custody.with(custody.cases().closed(at));
    }

    /** With the state's deadline as it is when money came back to it. */
    private static Escrow until(Escrow escrow, Optional<Instant> until) {
        return switch (escrow) {
            case Escrow.Held held when until.isPresent() ->
                new Escrow.Held(held.agreement(), held.custody(), until.get());
            case Escrow.Delivered delivered when until.isPresent() ->
                new Escrow.Delivered(delivered.agreement(), delivered.custody(), until.get());
            default -> escrow;
        };
    }

    private static Custody opened(Escrow escrow, Custody custody, EscrowEvent.Disputed event, Instant at) {
        Slice part = event.part();
        var dispute = new OpenDispute(
                part, at, event.longStop(), event.left(), Optional.empty(), Duration.ZERO);
        boolean settled = escrow instanceof Escrow.Settled;
        Custody from = settled
                ? custody.takenFromMaturing(part).with(custody.holdings().unrelease(part))
                : custody;
        return from.with(from.holdings().freeze(part)).with(custody.cases().opened(dispute));
    }

    /** What banks have drawn of what the payer disputed stays frozen, for them alone. */
    private static Custody withdrawn(
            Escrow escrow, Custody custody, EscrowEvent.Withdrawn event, Instant at) {
        Agreement agreement = escrow.agreement();
        Slice rest = custody.cases().dispute().orElseThrow().part();
        Cases cases = custody.cases();
        for (Chargeback bank : custody.cases().freezing()) {
            Slice drawn = CaseRules.drawnOf(agreement, rest, bank.shared());
            cases = cases.with(bank.withdrawn(drawn));
            rest = rest.minus(drawn);
        }
        boolean matures = escrow instanceof Escrow.Settled && !event.unfrozen().weighsNothing();
        Custody thawed = thawed(
                custody,
                event.unfrozen(),
                matures ? event.unfrozen() : Slice.none(agreement),
                event.resumedUntil());
        return thawed.with(cases.closed(at));
    }

    /** What was frozen, out of it: free, but for what had been on hold. */
    static Custody thawed(Custody custody, Slice unfrozen, Slice again, Optional<Instant> maturesAt) {
        Custody free = custody.with(custody.holdings().unfreeze(unfrozen));
        return again.weighsNothing() ? free : free.released(again, maturesAt, Optional.empty());
    }

    private static Escrow awarded(Escrow escrow, Custody from, EscrowEvent.Awarded award, Instant at, String key) {
        Custody custody = from.with(from.holdings().unfreeze(award.released()));
        if (!award.released().weighsNothing()) {
            custody = custody.released(award.released(), award.maturesAt(), Optional.empty());
        }
        if (award.back().isPresent()) {
            custody = sentBack(escrow, custody, award.back().get(), key);
        }
        custody = closed(custody, at);
        // The first ones said of a settled escrow that they settled it: it has been that since before its case.
        boolean settles = award.settles().isPresent() && !(escrow instanceof Escrow.Settled);
        return settles
                ? EscrowFold.settled(escrow, custody, at)
                : EscrowFold.with(until(escrow, award.resumedUntil()), custody);
    }

    private static Custody sentBack(Escrow escrow, Custody custody, EscrowEvent.Back back, String key) {
        Holdings thawed = custody.holdings().unfreeze(back.part());
        boolean settled = escrow instanceof Escrow.Settled;
        Holdings after = settled ? thawed.refund(back.part()) : thawed.sendBack(back.part());
        return EscrowFold.begin(custody.with(after), back, key, settled);
    }

    private static Custody opened(Custody custody, EscrowEvent.ChargebackOpened event) {
        Agreement agreement = custody.holdings().agreement();
        var bank = Chargeback.opened(agreement, event.chargeback(), event.amount(), event.left(), event.answerBy());
        return custody.with(custody.cases().with(bank)).taking(event.found());
    }

    private static Escrow won(Escrow escrow, Custody custody, EscrowEvent.ChargebackWon won, Instant at) {
        Optional<Chargeback> known = custody.cases().chargeback(won.chargeback());
        if (known.isEmpty()) {
            return escrow;
        }
        Custody back = givenBack(escrow, custody, known.get(), won).taking(won.takings());
        Custody after = decided(back.onRefund(refund -> refund.triedAt(at)), at);
        return won.settles().isPresent()
                ? EscrowFold.settled(escrow, after, at)
                : EscrowFold.with(until(escrow, won.resumedUntil()), after);
    }

    /** What the bank gives back is where it was, or on hold. */
    static Custody givenBack(Escrow escrow, Custody custody, Chargeback bank, EscrowEvent.ChargebackWon won) {
        boolean settled = escrow instanceof Escrow.Settled;
        // The first shape of this event said of a settled escrow only until when.
        Optional<Instant> maturesAt = settled ? won.maturesAt().or(won::resumedUntil) : won.maturesAt();
        Slice again = maturesAt.isPresent()
                ? onHoldBefore(escrow, bank, won.unfrozen())
                : Slice.none(escrow.agreement());
        Custody thawed = thawed(custody, won.unfrozen(), again, maturesAt);
        Custody returned = thawed.with(
                thawed.holdings().unlose(won.returned()).release(won.returned()));
        boolean matures = !bank.onHold().weighsNothing() && !won.returned().weighsNothing();
        Custody whole = matures ? returned.matures(bank.onHold(), maturesAt.orElseThrow()) : returned;
        return whole.with(whole.cases().with(bank.won(won.late())));
    }

    /** What of the money frozen for a chargeback goes back on hold: all of a settled escrow's. */
    static Slice onHoldBefore(Escrow escrow, Chargeback bank, Slice unfrozen) {
        boolean none = unfrozen.weighsNothing();
        return escrow instanceof Escrow.Settled || none ? unfrozen : bank.ofMaturing();
    }

    private static Escrow lost(Escrow escrow, Custody custody, EscrowEvent.ChargebackLost event, Instant at) {
        Optional<Chargeback> known = custody.cases().chargeback(event.chargeback()).filter(Chargeback::isOpen);
        if (known.isEmpty()) {
            return escrow;
        }
        Slice ofDispute = event.lost().minus(known.get().held());
        Invariants.hold(
                ofDispute.weighsNothing() || custody.cases().dispute().isPresent(),
                "one case, one lock: what is lost was frozen");
        Custody lost = custody.with(custody.holdings().unfreeze(event.lost()).lose(event.lost()))
                .with(custody.cases().with(known.get().lost(event.lost())).less(ofDispute, at));
        Custody after = decided(lost.onRefund(refund -> refund.triedAt(at)), at);
        return event.settles().isPresent()
                ? EscrowFold.settled(escrow, after, at)
                : EscrowFold.with(until(escrow, event.resumedUntil()), after);
    }
}
