package dev.surety.reputation.domain.score;

/** How much an opinion or a fact counts. Every division drops the rest. */
public final class Weights {
    private Weights() {}

    /**
     * A fee in typical fees, up to a cap.
     *
     * @param fee what the marketplace kept of the sale, in minor units
     * @param unit the fee of a typical sale
     */
    public static long units(ScoreRule rule, long fee, long unit, long cap) {
        return Math.multiplyExact(Math.min(fee, cap * unit), rule.one()) / unit;
    }

    /**
     * How much a payer's opinion counts.
     *
     * @param units the fee units of the payer's earlier purchases
     * @param recent the payer's own recent reading
     */
    public static long ofPayer(ScoreRule rule, long units, long recent) {
        long one = rule.one();
        long trusted = Math.addExact(units, rule.trustedAt() * one);
        long paid = rule.newPayer() + Math.multiplyExact(one - rule.newPayer(), units) / trusted;
        return Math.max(rule.leastPayer(), paid * Math.min(one, recent * one / rule.recentPrior()) / one);
    }

    /**
     * @param units the fee units of the reviewed sale
     * @param payer how much the payer's opinion counts
     * @param place how many opinions of this payer on this payee were weighed before
     */
    public static long opinion(ScoreRule rule, long units, long payer, int place) {
        long pair = rule.pairs().get(Math.min(place, rule.pairs().size() - 1));
        return units * payer / rule.one() * pair / rule.one();
    }

    /** @param share how much this kind of fact counts */
    public static long fact(ScoreRule rule, long fee, long unit, long share) {
        return units(rule, fee, unit, rule.factCap()) * share / rule.one();
    }
}
