package dev.surety.payouts.domain.reason;

import java.util.Locale;

/**
 * A bank's reason for a refusal, a return or a notice, and its consequence.
 *
 * @param code of ISO 20022 or NACHA
 * @param where in which message it comes
 * @param means in our words
 * @param nextStep for the party that acts
 * @param errored whether the payout method can no longer be used
 * @param credits whether it fails the payout and gives the money back
 */
public record Reason(
        String code,
        String where,
        String means,
        Retryable retryable,
        String whoActs,
        String nextStep,
        boolean errored,
        boolean credits) {
    /** Whether a new payout to the same account may succeed. */
    public enum Retryable {
        YES,
        /** After the named act. */
        LATER,
        /** Only to another account. */
        NO,
        /** One time. The second refusal is final. */
        ONCE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
