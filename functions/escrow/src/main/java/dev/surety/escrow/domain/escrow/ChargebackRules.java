package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.LoseChargeback;
import dev.surety.escrow.domain.escrow.EscrowCommand.OfBank;
import dev.surety.escrow.domain.escrow.EscrowCommand.OpenChargeback;
import dev.surety.escrow.domain.escrow.EscrowCommand.WinChargeback;
import dev.surety.escrow.domain.escrow.EscrowEvent.ChargebackLost;
import dev.surety.escrow.domain.escrow.EscrowEvent.ChargebackOpened;
import dev.surety.escrow.domain.escrow.EscrowEvent.ChargebackWon;
import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Taking;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The payer's bank debits money, and gives it back or keeps it. No state refuses the bank. The debit freezes money that
 * the escrow still holds; money in dispute is frozen once for both. Released money is taken back at once: money on hold
 * first, then as the payee's debt; the fees give back their share. The payer has the rest already, by a refund or
 * another chargeback: a shortfall, which the next returning money covers.
 */
final class ChargebackRules {
    private ChargebackRules() {}

    static Decision decide(Escrow escrow, OfBank said, Instant now) {
        FundsHolds holds = escrow.fundsNow().orElseThrow().holds();
        return switch (said) {
            case OpenChargeback(var id, var amount) when holds.chargeback(id).isEmpty() ->
                open(escrow, id, amount, now);
            case WinChargeback(var id) when isLessThan(holds, id, ChargebackStatus.WON) ->
                win(escrow, holds.chargeback(id).orElseThrow(), now);
            case LoseChargeback(var id) when isLessThan(holds, id, ChargebackStatus.LOST) ->
                lose(escrow, holds.chargeback(id).orElseThrow(), now);
            case OpenChargeback _, WinChargeback _, LoseChargeback _ -> EscrowRules.notAllowed(escrow);
        };
    }

    /** An open chargeback can be won or lost; a lost one can still be won. */
    private static boolean isLessThan(FundsHolds holds, String id, ChargebackStatus said) {
        return holds.chargeback(id)
                .filter(bank -> bank.isOpen() || (said == ChargebackStatus.WON && bank.status() != said))
                .isPresent();
    }

    private static Decision open(Escrow escrow, String id, Money amount, Instant now) {
        Agreement agreement = escrow.agreement();
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        var bank = Chargeback.opened(agreement, id, amount, Duration.ZERO, now.plus(Chargeback.ANSWER));
        EscrowFunds told = funds.with(funds.holds().with(bank));
        Taking found = found(told, bank, now);
        Duration left = FundsHoldRules.stopped(escrow, told.taking(found), now);
        return Decision.accepted(new ChargebackOpened(id, amount, found, left, bank.answerBy()));
    }

    private static Decision win(Escrow escrow, Chargeback bank, Instant now) {
        Agreement agreement = escrow.agreement();
        Portion none = Portion.none(agreement);
        Portion unfrozen = bank.isOpen() ? bank.held() : none;
        Portion late = bank.isOpen() ? none : bank.held();
        Portion again = FundsHoldFold.onHoldBefore(escrow, bank, unfrozen);
        boolean matures = !again.isZero() || !bank.onHold().isZero();
        Optional<Instant> maturesAt =
                matures ? Optional.of(now.plus(FundsHoldRules.givenBack(bank.toMature()))) : Optional.empty();
        Optional<Instant> resumes = again.equals(unfrozen)
                ? Optional.empty()
                : FundsHoldRules.resumes(escrow, bank.left(), now);
        var won = new ChargebackWon(
                bank.id(), unfrozen, bank.taken(), late, resumes, maturesAt, List.of(), Optional.empty());
        EscrowFunds back = FundsHoldFold.givenBack(escrow, escrow.fundsNow().orElseThrow(), bank, won);
        List<Taking> takings = takings(back, now);
        Optional<Escrow.Outcome> settles = ReleaseRules.settles(escrow, back.taking(takings));
        return Decision.accepted(new ChargebackWon(
                bank.id(),
                unfrozen,
                bank.taken(),
                late,
                settles.isPresent() ? Optional.empty() : resumes,
                maturesAt,
                takings,
                settles));
    }

    static Decision lose(Escrow escrow, Chargeback bank, Instant now) {
        Agreement agreement = escrow.agreement();
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        Portion ofDispute = funds.holds()
                .dispute()
                .map(dispute -> dispute.part().covering(agreement, bank.shared()))
                .orElseGet(() -> Portion.none(agreement));
        Portion lost = bank.held().plus(ofDispute);
        EscrowFunds after = funds.with(funds.amounts().unfreeze(lost).lose(lost))
                .with(funds.holds().with(bank.lost(lost)));
        return Decision.accepted(
                new ChargebackLost(bank.id(), lost, Optional.empty(), ReleaseRules.settles(escrow, after)));
    }

    /**
     * Returning money covers the banks' shortfalls, the oldest first. While one lacks something, nothing is uncommitted
     * and nothing is released.
     */
    static List<Taking> takings(EscrowFunds back, Instant now) {
        List<Taking> takings = new ArrayList<>();
        EscrowFunds funds = back;
        for (Chargeback bank : back.holds().chargebacks()) {
            Taking found = found(funds, bank, now);
            if (found.covered().isPositive()) {
                takings.add(found);
                funds = funds.taking(found);
            }
        }
        return takings;
    }

    /** Finds money in this order: disputed and not debited yet, uncommitted, on hold, released. */
    private static Taking found(EscrowFunds funds, Chargeback bank, Instant now) {
        EscrowAmounts amounts = funds.amounts();
        Agreement agreement = amounts.agreement();
        Money lacks = bank.shortfall(agreement);
        if (lacks.isZero()) {
            return Taking.nothing(agreement, bank.id());
        }
        Money disputed = least(lacks, funds.holds().unshared(agreement));
        Money uncommitted = least(lacks.minus(disputed), amounts.uncommitted());
        Money gone = least(lacks.minus(disputed).minus(uncommitted), amounts.released().gross(agreement));
        Money onHold = least(gone, funds.allMaturing().gross(agreement));
        Portion held = uncommitted.isZero()
                ? Portion.none(agreement)
                : amounts.allUncommitted().portionOfGross(agreement, uncommitted);
        Portion ofHold = onHold.isZero() ? Portion.none(agreement) : funds.grossOfMaturing(onHold);
        Money owed = gone.minus(onHold);
        Portion taken = owed.isZero()
                ? ofHold
                : ofHold.plus(amounts.released().minus(funds.allMaturing()).portionOfGross(agreement, owed));
        Optional<Portion> ofDispute = funds.holds()
                .dispute()
                .filter(_ -> !bank.isOpen() && disputed.isPositive())
                .map(dispute -> dispute.part().covering(agreement, disputed));
        return new Taking(
                bank.id(),
                disputed.plus(uncommitted).plus(gone),
                held,
                Portion.none(agreement),
                taken,
                ofHold,
                onHold.isZero() ? Duration.ZERO : funds.toMature(now),
                ofDispute.orElse(Portion.none(agreement)));
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
