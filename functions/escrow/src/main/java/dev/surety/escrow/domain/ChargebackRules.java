package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.LoseChargeback;
import dev.surety.escrow.domain.EscrowCommand.OfBank;
import dev.surety.escrow.domain.EscrowCommand.OpenChargeback;
import dev.surety.escrow.domain.EscrowCommand.WinChargeback;
import dev.surety.escrow.domain.EscrowEvent.ChargebackLost;
import dev.surety.escrow.domain.EscrowEvent.ChargebackOpened;
import dev.surety.escrow.domain.EscrowEvent.ChargebackWon;
import dev.surety.escrow.domain.EscrowEvent.Taking;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The payer's bank debits money, and gives it back or keeps it. It is told, not asked: no state refuses it. The debit
 * freezes what the escrow still holds, under the same lock as the payer's own dispute. What was released is taken back
 * at once: first what is on hold, then the payee owes it, and the fees give back their share. The rest the payer has
 * already, by a refund or by another chargeback: it is a shortfall, which the next money that comes back covers.
 */
final class ChargebackRules {
    private ChargebackRules() {}

    static Decision decide(Escrow escrow, OfBank said, Instant now) {
        FundsHolds cases = escrow.custodyNow().orElseThrow().cases();
        return switch (said) {
            case OpenChargeback(var id, var amount) when cases.chargeback(id).isEmpty() ->
                open(escrow, id, amount, now);
            case WinChargeback(var id) when isLessThan(cases, id, ChargebackStatus.WON) ->
                win(escrow, cases.chargeback(id).orElseThrow(), now);
            case LoseChargeback(var id) when isLessThan(cases, id, ChargebackStatus.LOST) ->
                lose(escrow, cases.chargeback(id).orElseThrow(), now);
            case OpenChargeback _, WinChargeback _, LoseChargeback _ -> EscrowRules.notAllowed(escrow);
        };
    }

    /** An open one can be won or lost; a lost one can still be won. */
    private static boolean isLessThan(FundsHolds cases, String id, ChargebackStatus said) {
        return cases.chargeback(id)
                .filter(bank -> bank.isOpen() || (said == ChargebackStatus.WON && bank.status() != said))
                .isPresent();
    }

    private static Decision open(Escrow escrow, String id, Money amount, Instant now) {
        Agreement agreement = escrow.agreement();
        EscrowFunds funds = escrow.custodyNow().orElseThrow();
        var bank = Chargeback.opened(agreement, id, amount, Duration.ZERO, now.plus(Chargeback.ANSWER));
        EscrowFunds told = funds.with(funds.cases().with(bank));
        Taking found = found(told, bank, now);
        Duration left = FundsHoldRules.stopped(escrow, told.taking(found), now);
        return Decision.accepted(
                new ChargebackOpened(id, amount, found, left, bank.answerBy()),
                moved(PostingRules.of(agreement), List.of(found), told.cases()).postings());
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
        EscrowFunds back = FundsHoldFold.givenBack(escrow, escrow.custodyNow().orElseThrow(), bank, won);
        List<Taking> takings = takings(back, now);
        Optional<Escrow.Outcome> settles = ReleaseRules.settles(escrow, back.taking(takings));
        PostingRules moves = PostingRules.of(agreement);
        moves = again.isZero() ? moves : moves.release(again, true);
        moves = late.isZero() ? moves : moves.giveBackLate(late);
        moves = moves.reverseClawback(bank.taken(), bank.onHold(), PostingRules.BANK);
        return Decision.accepted(
                new ChargebackWon(
                        bank.id(),
                        unfrozen,
                        bank.taken(),
                        late,
                        settles.isPresent() ? Optional.empty() : resumes,
                        maturesAt,
                        takings,
                        settles),
                moved(moves, takings, back.cases()).postings());
    }

    static Decision lose(Escrow escrow, Chargeback bank, Instant now) {
        Agreement agreement = escrow.agreement();
        EscrowFunds funds = escrow.custodyNow().orElseThrow();
        Portion ofDispute = funds.cases()
                .dispute()
                .map(dispute -> FundsHoldRules.drawnOf(agreement, dispute.part(), bank.shared()))
                .orElseGet(() -> Portion.none(agreement));
        Portion lost = bank.held().plus(ofDispute);
        EscrowFunds after = funds.with(funds.amounts().unfreeze(lost).lose(lost))
                .with(funds.cases().with(bank.lost(lost)));
        return Decision.accepted(
                new ChargebackLost(bank.id(), lost, Optional.empty(), ReleaseRules.settles(escrow, after)),
                PostingRules.of(agreement).lose(lost).postings());
    }

    /**
     * What has come back covers what banks have and did not find, the oldest first. As long as one lacks something,
     * nothing is free and nothing is released.
     */
    static List<Taking> takings(EscrowFunds back, Instant now) {
        List<Taking> takings = new ArrayList<>();
        EscrowFunds funds = back;
        for (Chargeback bank : back.cases().chargebacks()) {
            Taking found = found(funds, bank, now);
            if (found.covered().isPositive()) {
                takings.add(found);
                funds = funds.taking(found);
            }
        }
        return takings;
    }

    /** What is disputed and no bank has drawn, then what is free, then what was released, what is on hold first. */
    private static Taking found(EscrowFunds funds, Chargeback bank, Instant now) {
        EscrowAmounts amounts = funds.amounts();
        Agreement agreement = amounts.agreement();
        Money lacks = bank.shortfall(agreement);
        if (lacks.isZero()) {
            return Taking.nothing(agreement, bank.id());
        }
        Money disputed = least(lacks, funds.cases().unshared(agreement));
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
        Optional<Portion> ofDispute = funds.cases()
                .dispute()
                .filter(_ -> !bank.isOpen() && disputed.isPositive())
                .map(dispute -> FundsHoldRules.drawnOf(agreement, dispute.part(), disputed));
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

    /** What takings move: what was released comes back, and what a bank has kept goes. */
    static PostingRules moved(PostingRules moves, List<Taking> takings, FundsHolds cases) {
        PostingRules all = moves;
        for (Taking found : takings) {
            all = all.clawBack(found.taken(), found.onHold(), PostingRules.BANK);
            boolean kept = !cases.chargeback(found.chargeback()).orElseThrow().isOpen();
            all = kept ? all.lose(found.held().plus(found.ofDispute())) : all;
        }
        return all;
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
