package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.DrawChargeback;
import dev.surety.escrow.domain.EscrowEvent.ChargebackDrawn;
import dev.surety.escrow.domain.EscrowEvent.ChargebackLost;
import dev.surety.escrow.domain.EscrowEvent.ChargebackWon;
import dev.surety.escrow.domain.EscrowEvent.ChargebackWonLate;
import dev.surety.model.journal.Postings;
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

    /** {@code deadline} is the one that will stand still; of a settled escrow, when the last of it matures. */
    static Decision draw(Escrow escrow, DrawChargeback draw, Instant deadline, Instant now) {
        Reached reached = Reached.of(escrow.custodyNow().orElseThrow(), draw.amount(), now);
        return reached.weighsNothing()
                ? drawNothing(escrow, draw, now)
                : drawn(escrow, draw, reached, Optional.of(CaseRules.left(deadline, now)), now);
    }

    /** On top of the payer's dispute: frozen is the larger of the two. A second bank's case finds nothing more. */
    static Decision drawMore(Escrow.Disputed disputed, DrawChargeback draw, Instant now) {
        Optional<Case.Claim> claim = disputed.open().claim();
        if (claim.isEmpty() || disputed.open().charged().isPresent()) {
            return drawNothing(disputed, draw, now);
        }
        Money ofClaim = least(draw.amount(), claim.get().part().gross(disputed.agreement()));
        Reached more = Reached.of(disputed.custody(), draw.amount().minus(ofClaim), now);
        return drawn(disputed, draw, more.besides(ofClaim), Optional.empty(), now);
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

    /**
     * What a bank finds here of what it drew: first what is free, then what was released and still matures.
     *
     * @param covered how much of what it drew is frozen
     * @param frozen what is frozen for it that was not before
     * @param ofMaturing how much of that was maturing
     * @param toMature how long that still had to mature
     */
    private record Reached(Money covered, Slice frozen, Slice ofMaturing, Duration toMature) {
        static Reached nothing(Agreement agreement) {
            Slice none = Slice.none(agreement);
            return new Reached(none.price(), none, none, Duration.ZERO);
        }

        static Reached of(Custody custody, Money drawn, Instant now) {
            Holdings holdings = custody.holdings();
            Agreement agreement = holdings.agreement();
            Money free = least(drawn, holdings.free());
            Slice ofFree = free.isZero()
                    ? Slice.none(agreement)
                    : holdings.allFree().portionOfGross(agreement, free);
            Money more = least(drawn.minus(free), custody.allMaturing().gross(agreement));
            if (more.isZero()) {
                return new Reached(free, ofFree, Slice.none(agreement), Duration.ZERO);
            }
            Slice ofMaturing = custody.grossOfMaturing(more);
            Duration left = CaseRules.left(custody.maturing().getLast().at(), now);
            return new Reached(free.plus(more), ofFree.plus(ofMaturing), ofMaturing, left);
        }

        Reached besides(Money frozenAlready) {
            return new Reached(covered.plus(frozenAlready), frozen, ofMaturing, toMature);
        }

        boolean weighsNothing() {
            return covered.isZero();
        }
    }

    static Decision win(Escrow.Disputed disputed, String id, Instant now) {
        Optional<Case.Charged> charged = chargedAs(disputed, id);
        if (charged.isEmpty()) {
            return wonElsewhere(disputed, id);
        }
        Slice unfrozen = charged.get().own();
        boolean ends = disputed.open().claim().isEmpty();
        Optional<Instant> resumes = CaseRules.resumes(disputed, ends, unfrozen, now);
        boolean settled = disputed.before() == Escrow.Before.SETTLED;
        Slice again = charged.get().ofMaturing();
        if (settled || again.weighsNothing()) {
            return Decision.happens(
                    new ChargebackWon(id, unfrozen, resumes, Optional.empty(), Optional.empty()),
                    CaseRules.thaw(disputed, unfrozen));
        }
        Instant matures = now.plus(CaseRules.givenBack(charged.get().toMature()));
        Holdings after = disputed.holdingsNow().unfreeze(unfrozen).release(again);
        Optional<Escrow.Outcome> settles = ReleaseRules.settles(disputed, after);
        return Decision.happens(
                new ChargebackWon(
                        id, unfrozen, settles.isPresent() ? Optional.empty() : resumes, Optional.of(matures), settles),
                Moves.of(disputed.agreement()).release(again, true).postings());
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
        Slice none = Slice.none(escrow.agreement());
        return Decision.happens(new ChargebackWon(id, none, Optional.empty(), Optional.empty(), Optional.empty()));
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
