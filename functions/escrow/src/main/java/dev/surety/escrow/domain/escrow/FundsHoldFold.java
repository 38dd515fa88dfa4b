package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.DisputeOpening;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.Invariants;
import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.id.RefundId;
import java.time.Instant;
import java.util.Optional;

/** Folds disputes and chargebacks: the money they freeze and take, and its place when they end. */
final class FundsHoldFold {
    private FundsHoldFold() {}

    static Escrow after(Escrow escrow, EscrowEvent event, Instant at, String key) {
        EscrowFunds funds = EscrowFold.paid(escrow, event);
        return switch (event) {
            case EscrowEvent.Disputed disputed -> EscrowFold.with(escrow, opened(escrow, funds, disputed, at, key));
            case EscrowEvent.Withdrawn withdrawn ->
                EscrowFold.with(
                        until(escrow, withdrawn.resumedUntil()), withdrawn(escrow, funds, withdrawn, at, key));
            case EscrowEvent.Awarded award -> awarded(escrow, funds, award, at, key);
            case EscrowEvent.CaseTimedOut(var back, var until) ->
                EscrowFold.with(
                        until(escrow, until),
                        closed(sentBack(escrow, funds, back, key), How.TIMED_OUT, at, key, Optional.of(back.refund())));
            case EscrowEvent.CaseExtended(var longStop, var total) ->
                EscrowFold.with(escrow, funds.with(funds.holds().extended(longStop, total)));
            case EscrowEvent.CaseTold(var known, var next) ->
                EscrowFold.with(escrow, funds.with(funds.holds().looked(known, next)));
            case EscrowEvent.ChargebackOpened drawn ->
                EscrowFold.with(escrow, decided(opened(funds, drawn), at, key));
            case EscrowEvent.ChargebackWon won -> won(escrow, funds, won, at, key);
            case EscrowEvent.ChargebackLost lost -> lost(escrow, funds, lost, at, key);
            default -> throw EscrowFold.illegal(escrow, event);
        };
    }

    /** The long stop stands still while a bank has some of the disputed money. */
    private static EscrowFunds decided(EscrowFunds funds, Instant at, String key) {
        return funds.with(funds.holds().at(at, key));
    }

    private static EscrowFunds closed(EscrowFunds funds, How how, Instant at, String key, Optional<RefundId> refund) {
        return funds.with(funds.holds().closed(how, at, key, refund));
    }

    /** The state with its new deadline, after money came back to it. */
    private static Escrow until(Escrow escrow, Optional<Instant> until) {
        return switch (escrow) {
            case Escrow.Held held when until.isPresent() ->
                new Escrow.Held(held.agreement(), held.funds(), until.get());
            case Escrow.Delivered delivered when until.isPresent() ->
                new Escrow.Delivered(delivered.agreement(), delivered.funds(), until.get());
            default -> escrow;
        };
    }

    private static EscrowFunds opened(
            Escrow escrow, EscrowFunds funds, EscrowEvent.Disputed event, Instant at, String key) {
        Portion part = event.part();
        int ordinal = funds.holds().opened() + 1;
        var opening = new DisputeOpening(ordinal, at, key, event.reason(), event.asks());
        var dispute = OpenDispute.of(opening, part, event.longStop(), event.left(), event.tellAt());
        boolean settled = escrow instanceof Escrow.Settled;
        EscrowFunds from = settled
                ? funds.takenFromMaturing(part).with(funds.amounts().reverseRelease(part))
                : funds;
        return from.with(from.amounts().freeze(part)).with(funds.holds().opened(dispute));
    }

    /** The part that banks debited from the dispute stays frozen for them alone. */
    private static EscrowFunds withdrawn(
            Escrow escrow, EscrowFunds funds, EscrowEvent.Withdrawn event, Instant at, String key) {
        Agreement agreement = escrow.agreement();
        Portion rest = funds.holds().dispute().orElseThrow().part();
        FundsHolds holds = funds.holds();
        for (Chargeback bank : funds.holds().freezing()) {
            Portion drawn = rest.covering(agreement, bank.shared());
            holds = holds.with(bank.withdrawn(drawn));
            rest = rest.minus(drawn);
        }
        boolean matures = escrow instanceof Escrow.Settled && !event.unfrozen().isZero();
        EscrowFunds thawed = thawed(
                funds,
                event.unfrozen(),
                matures ? event.unfrozen() : Portion.none(agreement),
                event.resumedUntil());
        return thawed.with(holds.closed(How.WITHDRAWN, at, key, Optional.empty()));
    }

    /** Unfreezes money: it is uncommitted, or on hold where it was on hold before. */
    static EscrowFunds thawed(EscrowFunds funds, Portion unfrozen, Portion again, Optional<Instant> maturesAt) {
        EscrowFunds uncommitted = funds.with(funds.amounts().unfreeze(unfrozen));
        return again.isZero() ? uncommitted : uncommitted.released(again, maturesAt, Optional.empty());
    }

    private static Escrow awarded(Escrow escrow, EscrowFunds from, EscrowEvent.Awarded award, Instant at, String key) {
        EscrowFunds funds = from.with(from.amounts().unfreeze(award.released()));
        if (!award.released().isZero()) {
            funds = funds.released(
                    award.released(),
                    award.maturesAt(),
                    Optional.empty(),
                    EscrowFold.kept(escrow, award.reserve()));
        }
        if (award.back().isPresent()) {
            funds = sentBack(escrow, funds, award.back().get(), key);
        }
        funds = closed(funds, How.AWARDED, at, key, award.back().map(EscrowEvent.Back::refund));
        // The code's first version also put {@code settles} on an award of a settled escrow. An earlier entry had
        // settled it.
        boolean settles = award.settles().isPresent() && !(escrow instanceof Escrow.Settled);
        return settles
                ? EscrowFold.settled(escrow, funds, at)
                : EscrowFold.with(until(escrow, award.resumedUntil()), funds);
    }

    private static EscrowFunds sentBack(Escrow escrow, EscrowFunds funds, EscrowEvent.Back back, String key) {
        EscrowAmounts thawed = funds.amounts().unfreeze(back.part());
        boolean settled = escrow instanceof Escrow.Settled;
        EscrowAmounts after = settled ? thawed.refund(back.part()) : thawed.sendBack(back.part());
        return EscrowFold.begin(funds.with(after), back, key, settled);
    }

    private static EscrowFunds opened(EscrowFunds funds, EscrowEvent.ChargebackOpened event) {
        Agreement agreement = funds.amounts().agreement();
        var bank = Chargeback.opened(agreement, event.chargeback(), event.amount(), event.left(), event.answerBy());
        return funds.with(funds.holds().with(bank)).taking(event.found());
    }

    private static Escrow won(
            Escrow escrow, EscrowFunds funds, EscrowEvent.ChargebackWon won, Instant at, String key) {
        Optional<Chargeback> known = funds.holds().chargeback(won.chargeback());
        if (known.isEmpty()) {
            return escrow;
        }
        EscrowFunds back = givenBack(escrow, funds, known.get(), won).taking(won.takings());
        EscrowFunds after = decided(back.onRefund(refund -> refund.triedAt(at)), at, key);
        return won.settles().isPresent()
                ? EscrowFold.settled(escrow, after, at)
                : EscrowFold.with(until(escrow, won.resumedUntil()), after);
    }

    /** The bank gives money back: it returns to its former place, or on hold. */
    static EscrowFunds givenBack(Escrow escrow, EscrowFunds funds, Chargeback bank, EscrowEvent.ChargebackWon won) {
        boolean settled = escrow instanceof Escrow.Settled;
        // The first shape of this event named only one time for a settled escrow.
        Optional<Instant> maturesAt = settled ? won.maturesAt().or(won::resumedUntil) : won.maturesAt();
        Portion again = maturesAt.isPresent()
                ? onHoldBefore(escrow, bank, won.unfrozen())
                : Portion.none(escrow.agreement());
        EscrowFunds thawed = thawed(funds, won.unfrozen(), again, maturesAt);
        EscrowFunds returned = thawed.with(
                thawed.amounts().reverseLoss(won.returned()).release(won.returned()));
        boolean matures = !bank.onHold().isZero() && !won.returned().isZero();
        EscrowFunds whole = matures ? returned.matures(bank.onHold(), maturesAt.orElseThrow()) : returned;
        return whole.with(whole.holds().with(bank.won(won.late())));
    }

    /** The frozen money that goes back on hold: all of it where the escrow is settled. */
    static Portion onHoldBefore(Escrow escrow, Chargeback bank, Portion unfrozen) {
        boolean none = unfrozen.isZero();
        return escrow instanceof Escrow.Settled || none ? unfrozen : bank.ofMaturing();
    }

    private static Escrow lost(
            Escrow escrow, EscrowFunds funds, EscrowEvent.ChargebackLost event, Instant at, String key) {
        Optional<Chargeback> known = funds.holds().chargeback(event.chargeback()).filter(Chargeback::isOpen);
        if (known.isEmpty()) {
            return escrow;
        }
        Portion ofDispute = event.lost().minus(known.get().held());
        Invariants.hold(
                ofDispute.isZero() || funds.holds().dispute().isPresent(),
                "one case, one lock: what is lost was frozen");
        EscrowFunds lost = funds.with(funds.amounts().unfreeze(event.lost()).lose(event.lost()))
                .with(funds.holds().with(known.get().lost(event.lost())).less(ofDispute));
        EscrowFunds after = decided(lost.onRefund(refund -> refund.triedAt(at)), at, key);
        return event.settles().isPresent()
                ? EscrowFold.settled(escrow, after, at)
                : EscrowFold.with(until(escrow, event.resumedUntil()), after);
    }
}
