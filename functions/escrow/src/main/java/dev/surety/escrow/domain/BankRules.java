package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.DrawChargeback;
import dev.surety.escrow.domain.EscrowEvent.ChargebackDrawn;
import dev.surety.escrow.domain.EscrowEvent.ChargebackLost;
import dev.surety.escrow.domain.EscrowEvent.ChargebackWon;
import dev.surety.escrow.domain.EscrowEvent.ChargebackWonLate;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The payer's bank draws money, and gives it back or keeps it. It is told, not asked: no state refuses it. What is
 * still here is frozen under the same lock as the payer's own dispute; what is not here is recorded, uncovered, for
 * somebody to look at.
 */
final class BankRules {
    /** A bank that has given nothing back by then has kept it. */
    static final Duration ANSWER = Duration.ofDays(180);

    private BankRules() {}

    static Decision draw(Escrow escrow, DrawChargeback draw, Instant deadline, Instant now) {
        Agreement agreement = escrow.agreement();
        Holdings holdings = escrow.holdingsNow();
        Money covered = least(draw.amount(), holdings.free());
        if (covered.isZero()) {
            return drawNothing(escrow, draw, now);
        }
        Slice frozen = holdings.allFree().portionOfGross(agreement, covered);
        return drawn(draw, covered, frozen, now, Optional.of(CaseRules.left(deadline, now)));
    }

    /** On top of the payer's dispute: frozen is the larger of the two. A second bank's case finds nothing more. */
    static Decision drawMore(Escrow.Disputed disputed, DrawChargeback draw, Instant now) {
        Optional<Case.Claim> claim = disputed.open().claim();
        if (claim.isEmpty() || disputed.open().charged().isPresent()) {
            return drawNothing(disputed, draw, now);
        }
        Agreement agreement = disputed.agreement();
        Money ofClaim = least(draw.amount(), claim.get().part().gross(agreement));
        Holdings holdings = disputed.holdingsNow();
        Money more = least(draw.amount().minus(ofClaim), holdings.free());
        Slice frozen = more.isZero()
                ? Slice.none(agreement)
                : holdings.allFree().portionOfGross(agreement, more);
        return drawn(draw, ofClaim.plus(more), frozen, now, Optional.empty());
    }

    static Decision drawMaturing(Escrow.Settled settled, DrawChargeback draw, Instant now) {
        Agreement agreement = settled.agreement();
        Custody custody = settled.custody();
        Money covered = least(draw.amount(), custody.allMaturing().gross(agreement));
        if (covered.isZero()) {
            return drawNothing(settled, draw, now);
        }
        Slice frozen = custody.grossOfMaturing(covered);
        Duration left = CaseRules.left(custody.maturing().getLast().at(), now);
        ChargebackDrawn event = new ChargebackDrawn(
                draw.chargeback(), draw.amount(), covered, frozen, now.plus(ANSWER), Optional.of(left));
        return Decision.happens(event, Moves.of(agreement).unrelease(frozen).postings());
    }

    static Decision drawNothing(Escrow escrow, DrawChargeback draw, Instant now) {
        Money none = Money.zero(draw.amount().currency());
        return drawn(draw, none, Slice.none(escrow.agreement()), now, Optional.empty());
    }

    private static Decision drawn(
            DrawChargeback draw, Money covered, Slice frozen, Instant now, Optional<Duration> opens) {
        return Decision.happens(new ChargebackDrawn(
                draw.chargeback(), draw.amount(), covered, frozen, now.plus(ANSWER), opens));
    }

    static Decision win(Escrow.Disputed disputed, String id, Instant now) {
        Optional<Case.Charged> charged = chargedAs(disputed, id);
        if (charged.isEmpty()) {
            return wonElsewhere(disputed, id);
        }
        Slice unfrozen = charged.get().own();
        boolean ends = disputed.open().claim().isEmpty();
        return Decision.happens(
                new ChargebackWon(id, unfrozen, CaseRules.resumes(disputed, ends, unfrozen, now)),
                CaseRules.thaw(disputed, unfrozen));
    }

    static Decision lose(Escrow.Disputed disputed, String id, Instant now) {
        Optional<Case.Charged> charged = chargedAs(disputed, id);
        if (charged.isEmpty()) {
            return lostElsewhere(disputed, id);
        }
        Agreement agreement = disputed.agreement();
        Slice ofClaim = disputed.open()
                .claim()
                .map(claim -> CaseRules.coveredBy(agreement, claim.part(), charged.get().covered()))
                .orElseGet(() -> Slice.none(agreement));
        Slice lost = ofClaim.plus(charged.get().own());
        Holdings after = disputed.holdingsNow().unfreeze(lost).lose(lost);
        boolean ends = claimAfter(disputed, ofClaim).isEmpty();
        Optional<Escrow.Outcome> settles =
                disputed.before() == Escrow.Before.SETTLED
                        ? Optional.empty()
                        : ReleaseRules.settles(disputed, after);
        Optional<Instant> resumes = settles.isPresent()
                ? Optional.empty()
                : CaseRules.resumes(disputed, ends, Optional.empty(), now);
        return Decision.happens(
                new ChargebackLost(id, lost, resumes, settles),
                Moves.of(agreement).lose(lost).postings());
    }

    /** What stays in dispute when a bank has kept its part; nothing if that was all of it. */
    static Optional<Case.Claim> claimAfter(Escrow.Disputed disputed, Slice lostOfClaim) {
        return disputed.open()
                .claim()
                .map(claim -> new Case.Claim(claim.part().minus(lostOfClaim), claim.longStop(), claim.words()))
                .filter(claim -> !claim.part().weighsNothing());
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
        return Decision.happens(new ChargebackWon(id, Slice.none(escrow.agreement()), Optional.empty()));
    }

    static Decision lostElsewhere(Escrow escrow, String id) {
        return Decision.happens(
                new ChargebackLost(id, Slice.none(escrow.agreement()), Optional.empty(), Optional.empty()));
    }

    static Optional<Case.Charged> chargedAs(Escrow.Disputed disputed, String id) {
        return disputed.open().charged().filter(charged -> charged.id().equals(id));
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
