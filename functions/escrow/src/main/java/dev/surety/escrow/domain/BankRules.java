package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.DrawChargeback;
import dev.surety.escrow.domain.EscrowEvent.ChargebackDrawn;
import dev.surety.escrow.domain.EscrowEvent.ChargebackLost;
import dev.surety.escrow.domain.EscrowEvent.ChargebackWon;
import dev.surety.escrow.domain.EscrowEvent.ChargebackWonLate;
import dev.surety.escrow.domain.EscrowEvent.Cover;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The payer's bank draws money, and gives it back or keeps it. It is told, not asked: no state refuses it. What is
 * still here is frozen under the same lock as the payer's own dispute; what is not here is recorded, uncovered, for
 * somebody to look at, and covered first by whatever comes free again.
 */
final class BankRules {
    /** A bank that has given nothing back by then has kept it. */
    static final Duration ANSWER = Duration.ofDays(180);

    private BankRules() {}

    /** {@code deadline} is the one that will stand still; of a settled escrow, when the last of it matures. */
    static Decision draw(Escrow escrow, DrawChargeback draw, Instant deadline, Instant now) {
        Reached reached = Reached.of(escrow.custodyNow().orElseThrow(), Optional.empty(), draw.amount(), now);
        return reached.isNothing()
                ? drawNothing(escrow, draw, now)
                : drawn(escrow, draw, reached, Optional.of(CaseRules.left(deadline, now)), now);
    }

    /** On top of the payer's dispute, and of what banks have drawn before. */
    static Decision drawMore(Escrow.Disputed disputed, DrawChargeback draw, Instant now) {
        Reached reached = Reached.of(disputed.custody(), Optional.of(disputed.open()), draw.amount(), now);
        return drawn(disputed, draw, reached, Optional.empty(), now);
    }

    static Decision drawNothing(Escrow escrow, DrawChargeback draw, Instant now) {
        return drawn(escrow, draw, Reached.nothing(escrow.agreement()), Optional.empty(), now);
    }

    private static Decision drawn(
            Escrow escrow, DrawChargeback draw, Reached reached, Optional<Duration> opens, Instant now) {
        return Decision.happens(
                new ChargebackDrawn(
                        draw.chargeback(),
                        draw.amount(),
                        reached.covered(),
                        reached.frozen(),
                        reached.ofMaturing(),
                        reached.toMature(),
                        now.plus(ANSWER),
                        opens),
                reached.ofMaturing().weighsNothing()
                        ? Postings.NONE
                        : Moves.of(escrow.agreement()).unrelease(reached.ofMaturing()).postings());
    }

    static Decision win(Escrow.Disputed disputed, String id, Instant now) {
        Optional<Case.Charged> charged = disputed.open().chargedAs(id);
        if (charged.isEmpty()) {
            return wonElsewhere(disputed, id);
        }
        Slice unfrozen = charged.get().own();
        boolean settled = disputed.before() == Escrow.Before.SETTLED;
        Slice again = settled ? unfrozen : charged.get().ofMaturing();
        Optional<Instant> maturesAt = again.weighsNothing()
                ? Optional.empty()
                : Optional.of(now.plus(CaseRules.givenBack(
                        settled ? disputed.open().left() : charged.get().toMature())));
        Case rest = disputed.open().without(id);
        Custody thawed = thawed(disputed.custody().covered(id), unfrozen, again, maturesAt);
        List<Cover> covers = covers(thawed, Optional.of(rest), now);
        Case locked = rest;
        for (Cover cover : covers) {
            locked = locked.covering(thawed.lack(cover.chargeback()).orElseThrow(), cover);
        }
        boolean ends = locked.isOver();
        Optional<Escrow.Outcome> settles = settled || !ends
                ? Optional.empty()
                : ReleaseRules.settles(disputed, thawed.covering(covers).holdings());
        Optional<Instant> resumes = settled || settles.isPresent()
                ? Optional.empty()
                : CaseRules.resumes(disputed, ends, now);
        Moves moves = Moves.of(disputed.agreement());
        moves = again.weighsNothing() ? moves : moves.release(again, true);
        return Decision.happens(
                new ChargebackWon(id, unfrozen, resumes, maturesAt, covers, settles),
                moved(moves, covers).postings());
    }

    /** What was frozen for one chargeback alone, out of it: free, but for what had been maturing. */
    static Custody thawed(Custody custody, Slice unfrozen, Slice again, Optional<Instant> maturesAt) {
        Custody free = custody.with(custody.holdings().unfreeze(unfrozen));
        return again.weighsNothing() ? free : free.released(again, maturesAt, Optional.empty());
    }

    static Decision lose(Escrow.Disputed disputed, String id, Instant now) {
        Optional<Case.Charged> charged = disputed.open().chargedAs(id);
        if (charged.isEmpty()) {
            return lostElsewhere(disputed, id);
        }
        Agreement agreement = disputed.agreement();
        Slice ofClaim = disputed.open()
                .claim()
                .map(claim -> CaseRules.drawnOf(agreement, claim.part(), charged.get().shared(agreement)))
                .orElseGet(() -> Slice.none(agreement));
        Slice lost = ofClaim.plus(charged.get().own());
        Holdings after = disputed.holdingsNow().unfreeze(lost).lose(lost);
        boolean ends = disputed.open().without(id).with(claimAfter(disputed, ofClaim)).isOver();
        Optional<Escrow.Outcome> settles =
                disputed.before() == Escrow.Before.SETTLED
                        ? Optional.empty()
                        : ReleaseRules.settles(disputed, after);
        Optional<Instant> resumes = settles.isPresent() || disputed.before() == Escrow.Before.SETTLED
                ? Optional.empty()
                : CaseRules.resumes(disputed, ends, now);
        return Decision.happens(
                new ChargebackLost(id, lost, resumes, settles),
                Moves.of(agreement).lose(lost).postings());
    }

    /** What stays in dispute when a bank has kept its part; nothing if that was all of it. */
    static Optional<Case.Claim> claimAfter(Escrow.Disputed disputed, Slice lostOfClaim) {
        return disputed.open()
                .claim()
                .map(claim -> new Case.Claim(claim.part().minus(lostOfClaim), claim.longStop()))
                .filter(claim -> !claim.part().weighsNothing());
    }

    /**
     * What has come free covers what banks have drawn and did not find, the oldest first: of a chargeback that is
     * undecided it is frozen, of one that the bank kept it is lost, out of what the payer disputes too, for the payer
     * has it. As long as one is not covered, nothing is free and nothing matures.
     */
    static List<Cover> covers(Custody after, Optional<Case> open, Instant now) {
        Agreement agreement = after.holdings().agreement();
        List<Cover> covers = new ArrayList<>();
        Custody custody = after;
        Optional<Case> lock = open;
        for (Custody.Lack lack : after.uncovered()) {
            Reached reached = Reached.of(custody, lock, lack.amount(), now);
            if (!reached.isNothing()) {
                Money claimed = reached.covered().minus(reached.frozen().gross(agreement));
                Optional<Slice> ofClaim = lock.filter(_ -> lack.kept())
                        .flatMap(Case::claim)
                        .map(claim -> CaseRules.drawnOf(agreement, claim.part(), claimed));
                var cover = new Cover(
                        lack.chargeback(),
                        reached.covered(),
                        reached.frozen(),
                        reached.ofMaturing(),
                        reached.toMature(),
                        lack.kept(),
                        ofClaim.orElse(Slice.none(agreement)));
                covers.add(cover);
                lock = lock.map(of -> of.covering(lack, cover));
                custody = custody.covering(cover);
            }
        }
        return covers;
    }

    /** What covers move: what was maturing comes back, and what a bank kept goes. */
    static Moves moved(Moves moves, List<Cover> covers) {
        Moves all = moves;
        for (Cover cover : covers) {
            all = cover.ofMaturing().weighsNothing() ? all : all.unrelease(cover.ofMaturing());
            all = cover.kept() ? all.lose(cover.lost()) : all;
        }
        return all;
    }

    /**
     * Told of a chargeback that holds nothing here. If it did until time counted it as lost, what comes back is
     * nobody's yet.
     */
    static Decision wonElsewhere(Escrow escrow, String id) {
        Optional<Slice> kept = escrow.custodyNow().flatMap(custody -> custody.keptBy(id));
        if (kept.isPresent()) {
            return Decision.happens(
                    new ChargebackWonLate(id, kept.get()),
                    Moves.of(escrow.agreement()).giveBackLate(kept.get()).postings());
        }
        Slice none = Slice.none(escrow.agreement());
        return Decision.happens(
                new ChargebackWon(id, none, Optional.empty(), Optional.empty(), List.of(), Optional.empty()));
    }

    static Decision lostElsewhere(Escrow escrow, String id) {
        return Decision.happens(
                new ChargebackLost(id, Slice.none(escrow.agreement()), Optional.empty(), Optional.empty()));
    }
}
