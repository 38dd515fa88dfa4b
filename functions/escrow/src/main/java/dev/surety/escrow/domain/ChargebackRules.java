package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.DrawChargeback;
import dev.surety.escrow.domain.EscrowCommand.LoseChargeback;
import dev.surety.escrow.domain.EscrowCommand.OfBank;
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
        Cases cases = escrow.custodyNow().orElseThrow().cases();
        return switch (said) {
            case DrawChargeback(var id, var amount) when cases.chargeback(id).isEmpty() ->
                open(escrow, id, amount, now);
            case WinChargeback(var id) when isLessThan(cases, id, ChargebackStatus.WON) ->
                win(escrow, cases.chargeback(id).orElseThrow(), now);
            case LoseChargeback(var id) when isLessThan(cases, id, ChargebackStatus.LOST) ->
                lose(escrow, cases.chargeback(id).orElseThrow(), now);
            case DrawChargeback _, WinChargeback _, LoseChargeback _ -> EscrowRules.notAllowed(escrow);
        };
    }

    /** An open one can be won or lost; a lost one can still be won. */
    private static boolean isLessThan(Cases cases, String id, ChargebackStatus said) {
        return cases.chargeback(id)
                .filter(bank -> bank.isOpen() || (said == ChargebackStatus.WON && bank.status() != said))
                .isPresent();
    }

    private static Decision open(Escrow escrow, String id, Money amount, Instant now) {
        Agreement agreement = escrow.agreement();
        Custody custody = escrow.custodyNow().orElseThrow();
        var bank = Chargeback.opened(agreement, id, amount, Duration.ZERO, now.plus(Chargeback.ANSWER));
        Custody told = custody.with(custody.cases().with(bank));
        Taking found = found(told, bank, now);
        Duration left = CaseRules.stopped(escrow, told.taking(found), now);
        return Decision.happens(
                new ChargebackOpened(id, amount, found, left, bank.answerBy()),
                moved(Moves.of(agreement), List.of(found), told.cases()).postings());
    }

    private static Decision win(Escrow escrow, Chargeback bank, Instant now) {
        Agreement agreement = escrow.agreement();
        Slice none = Slice.none(agreement);
        Slice unfrozen = bank.isOpen() ? bank.held() : none;
        Slice late = bank.isOpen() ? none : bank.held();
        Slice again = CaseFold.onHoldBefore(escrow, bank, unfrozen);
        boolean matures = !again.weighsNothing() || !bank.onHold().weighsNothing();
        Optional<Instant> maturesAt =
                matures ? Optional.of(now.plus(CaseRules.givenBack(bank.toMature()))) : Optional.empty();
        Optional<Instant> resumes = again.equals(unfrozen)
                ? Optional.empty()
                : CaseRules.resumes(escrow, bank.left(), now);
        var won = new ChargebackWon(
                bank.id(), unfrozen, bank.taken(), late, resumes, maturesAt, List.of(), Optional.empty());
        Custody back = CaseFold.givenBack(escrow, escrow.custodyNow().orElseThrow(), bank, won);
        List<Taking> takings = takings(back, now);
        Optional<Escrow.Outcome> settles = ReleaseRules.settles(escrow, back.taking(takings));
        Moves moves = Moves.of(agreement);
        moves = again.weighsNothing() ? moves : moves.release(again, true);
        moves = late.weighsNothing() ? moves : moves.giveBackLate(late);
        moves = moves.giveAgain(bank.taken(), bank.onHold(), Moves.BANK);
        return Decision.happens(
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
        Custody custody = escrow.custodyNow().orElseThrow();
        Slice ofDispute = custody.cases()
                .dispute()
                .map(dispute -> CaseRules.drawnOf(agreement, dispute.part(), bank.shared()))
                .orElseGet(() -> Slice.none(agreement));
        Slice lost = bank.held().plus(ofDispute);
        Custody after = custody.with(custody.holdings().unfreeze(lost).lose(lost))
                .with(custody.cases().with(bank.lost(lost)));
        return Decision.happens(
                new ChargebackLost(bank.id(), lost, Optional.empty(), ReleaseRules.settles(escrow, after)),
                Moves.of(agreement).lose(lost).postings());
    }

    /**
     * What has come back covers what banks have and did not find, the oldest first. As long as one lacks something,
     * nothing is free and nothing is released.
     */
    static List<Taking> takings(Custody back, Instant now) {
        List<Taking> takings = new ArrayList<>();
        Custody custody = back;
        for (Chargeback bank : back.cases().chargebacks()) {
            Taking found = found(custody, bank, now);
            if (found.covered().isPositive()) {
                takings.add(found);
                custody = custody.taking(found);
            }
        }
        return takings;
    }

    /** What is disputed and no bank has drawn, then what is free, then what was released, what is on hold first. */
    private static Taking found(Custody custody, Chargeback bank, Instant now) {
        Holdings holdings = custody.holdings();
        Agreement agreement = holdings.agreement();
        Money lacks = bank.shortfall(agreement);
        if (lacks.isZero()) {
            return Taking.nothing(agreement, bank.id());
        }
        Money disputed = least(lacks, custody.cases().unshared(agreement));
        Money free = least(lacks.minus(disputed), holdings.free());
        Money gone = least(lacks.minus(disputed).minus(free), holdings.released().gross(agreement));
        Money onHold = least(gone, custody.allMaturing().gross(agreement));
        Slice held = free.isZero() ? Slice.none(agreement) : holdings.allFree().portionOfGross(agreement, free);
        Slice ofHold = onHold.isZero() ? Slice.none(agreement) : custody.grossOfMaturing(onHold);
        Money owed = gone.minus(onHold);
        Slice taken = owed.isZero()
                ? ofHold
                : ofHold.plus(holdings.released().minus(custody.allMaturing()).portionOfGross(agreement, owed));
        Optional<Slice> ofDispute = custody.cases()
                .dispute()
                .filter(_ -> !bank.isOpen() && disputed.isPositive())
                .map(dispute -> CaseRules.drawnOf(agreement, dispute.part(), disputed));
        return new Taking(
                bank.id(),
                disputed.plus(free).plus(gone),
                held,
                Slice.none(agreement),
                taken,
                ofHold,
                onHold.isZero() ? Duration.ZERO : custody.toMature(now),
                ofDispute.orElse(Slice.none(agreement)));
    }

    /** What takings move: what was released comes back, and what a bank has kept goes. */
    static Moves moved(Moves moves, List<Taking> takings, Cases cases) {
        Moves all = moves;
        for (Taking found : takings) {
            all = all.takeBack(found.taken(), found.onHold(), Moves.BANK);
            boolean kept = !cases.chargeback(found.chargeback()).orElseThrow().isOpen();
            all = kept ? all.lose(found.held().plus(found.ofDispute())) : all;
        }
        return all;
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
