package dev.surety.escrow.domain;

import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why money is frozen: the payer's dispute, the payer's bank, or both about the same money. One case, one lock: what
 * is frozen is one amount, the larger of the two.
 *
 * @param left how much of the deadline that stands still was left when the case began
 * @param settledAt since when it was settled, if the case came after that
 */
public record Case(
        Instant openedAt,
        Optional<Claim> claim,
        Optional<Charged> charged,
        Duration left,
        Optional<Instant> settledAt) {

    /**
     * The payer's dispute.
     *
     * @param part what is in dispute
     * @param longStop when it is decided for the payer because nobody decided it
     * @param words commitment to the payer's reason in the vault
     */
    public record Claim(Slice part, Instant longStop, Optional<String> words) {}

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

        Charged with(Slice nextOwn) {
            return new Charged(id, amount, covered, nextOwn, ofMaturing, toMature, answerBy);
        }
    }

    /** When time itself ends it. While a bank has drawn the money nothing else can be decided about it. */
    public Instant endsAt() {
        return charged.map(Charged::answerBy)
                .or(() -> claim.map(Claim::longStop))
                .orElse(openedAt);
    }

    Case with(Optional<Claim> nextClaim, Optional<Charged> nextCharged) {
        return new Case(openedAt, nextClaim, nextCharged, left, settledAt);
    }

    boolean isOver() {
        return claim.isEmpty() && charged.isEmpty();
    }
}
