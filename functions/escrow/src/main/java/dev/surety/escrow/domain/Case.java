package dev.surety.escrow.domain;

import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why money is frozen: the payer's dispute, chargebacks of the payer's bank, or both about the same money. One case,
 * one lock: what is frozen is one amount, the larger of what the payer disputes and what the bank has drawn.
 *
 * @param charged chargebacks that are not over and found something here, oldest first
 * @param left how much of the deadline that stands still was left when the case began
 * @param settledAt since when it was settled, if the case came after that
 */
public record Case(
        Instant openedAt,
        Optional<Claim> claim,
        List<Charged> charged,
        Duration left,
        Optional<Instant> settledAt) {

    public Case {
        charged = List.copyOf(charged);
    }

    /**
     * The payer's dispute.
     *
     * @param part what is in dispute
     * @param longStop when it is decided for the payer because nobody decided it
     */
    public record Claim(Slice part, Instant longStop) {}

    /**
     * A chargeback that is not over.
     *
     * @param amount what the bank drew for this escrow
     * @param covered how much of that is frozen
     * @param own what is frozen for it alone, more than the claim freezes
     * @param ofMaturing how much of that was released and maturing when it was drawn
     * @param toMature how long that still had to mature
     * @param answerBy when it counts as lost because the bank gave nothing back
     */
    public record Charged(
            String id,
            Money amount,
            Money covered,
            Slice own,
            Slice ofMaturing,
            Duration toMature,
            Instant answerBy) {

        /** How much of what the claim freezes it has drawn. */
        Money shared(Agreement agreement) {
            return covered.minus(own.gross(agreement));
        }

        Charged with(Slice nextOwn) {
            return new Charged(id, amount, covered, nextOwn, ofMaturing, toMature, answerBy);
        }

        Charged with(EscrowEvent.Cover cover) {
            return new Charged(
                    id,
                    amount,
                    covered.plus(cover.covered()),
                    own.plus(cover.frozen()),
                    ofMaturing.plus(cover.ofMaturing()),
                    toMature.compareTo(cover.toMature()) > 0 ? toMature : cover.toMature(),
                    answerBy);
        }
    }

    /** When time itself ends it. While a bank has drawn the money nothing else can be decided about it. */
    public Instant endsAt() {
        return charged.stream()
                .map(Charged::answerBy)
                .min(Instant::compareTo)
                .or(() -> claim.map(Claim::longStop))
                .orElse(openedAt);
    }

    public boolean isCharged() {
        return !charged.isEmpty();
    }

    Optional<Charged> chargedAs(String id) {
        return charged.stream().filter(bank -> bank.id().equals(id)).findFirst();
    }

    /** How much of the claim no bank has drawn. */
    Money unshared(Agreement agreement) {
        Money claimed = claim.map(of -> of.part().gross(agreement))
                .orElse(Money.zero(agreement.price().currency()));
        return charged.stream().map(bank -> bank.shared(agreement)).reduce(claimed, Money::minus);
    }

    Case with(Optional<Claim> nextClaim) {
        return new Case(openedAt, nextClaim, charged, left, settledAt);
    }

    Case withAll(List<Charged> nextCharged) {
        return new Case(openedAt, claim, nextCharged, left, settledAt);
    }

    /** With a chargeback as it has become, or one more. */
    Case with(Charged bank) {
        List<Charged> next = new ArrayList<>(charged);
        next.replaceAll(known -> known.id().equals(bank.id()) ? bank : known);
        if (chargedAs(bank.id()).isEmpty()) {
            next.add(bank);
        }
        return withAll(next);
    }

    /** With what came free for a chargeback: under the lock, or, if the bank has kept it, out of the dispute. */
    Case covering(Custody.Lack lack, EscrowEvent.Cover cover) {
        return cover.kept()
                ? with(claim.map(of -> new Claim(of.part().minus(cover.ofClaim()), of.longStop()))
                        .filter(of -> !of.part().weighsNothing()))
                : with(lack.charged(this, cover));
    }

    Case without(String id) {
        return withAll(charged.stream().filter(bank -> !bank.id().equals(id)).toList());
    }

    boolean isOver() {
        return claim.isEmpty() && charged.isEmpty();
    }
}
