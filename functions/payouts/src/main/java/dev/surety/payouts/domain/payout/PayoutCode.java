package dev.surety.payouts.domain.payout;

import java.util.Optional;
import java.util.Set;

/**
 * A code of why a payout was not made, and what follows from it.
 *
 * @param retryable yes, later or no: whether a new payout to the same account may work
 * @param whoActs payee, marketplace, surety, bank, or the word for none of them
 * @param credits whether it says that nothing was taken; a code of another transfer that stands does not
 */
public record PayoutCode(String code, String retryable, String whoActs, String nextStep, boolean credits) {
    /** Codes of fraud and of lists. A participant's own token sees {@link #UNDER_REVIEW} in their place. */
    private static final Set<String> SECRET = Set.of("FR01", "FRAD", "R16", PayeeChecks.SCREENING_PENDING);

    public static final PayoutCode UNDER_REVIEW =
            new PayoutCode("under_review", "no", "surety", "Surety looks at it.", true);

    public boolean isRetryable() {
        return !retryable.equals("no");
    }

    public static boolean isSecret(String code) {
        return SECRET.contains(code);
    }

    /** The codes that no bank gives. */
    public static Optional<PayoutCode> own(String code) {
        return switch (code) {
            case "rail_unavailable" -> of(code, "yes", "nobody", "The rail was not reached. Try it again.");
            case "no_answer" -> of(code, "no", "surety", "The rail is asked until it answers.");
            case "cancelled", "rejected" -> of(code, "no", "marketplace", "Ask for a new payout, if it is wanted.");
            case "approval_expired" -> of(code, "no", "marketplace", "Ask for it again, and approve it in time.");
            case "voided" -> of(code, "no", "marketplace", "Its file is void. Plan it again.");
            case "cool_down" -> of(code, "no", "nobody", "Wait until the new account has cooled down.");
            case "method_changed" -> of(code, "no", "marketplace", "Plan it again, for the account in force.");
            case "payout_method_missing", "payout_method_errored" ->
                of(code, "no", "payee", "Give an account to be paid to.");
            case "rail_mismatch" -> of(code, "no", "payee", "Give an account that the rail sends to.");
            case "name_unwritable" -> of(code, "no", "payee", "Correct the name of the account's holder.");
            case "iat_required" -> of(code, "no", "marketplace", "Use another rail.");
            case "address_required" -> of(code, "no", "payee", "Complete the address.");
            case "limit" -> of(code, "no", "nobody", "Wait until the first payout has arrived.");
            case "debt" -> of(code, "no", "payee", "The debt is collected first.");
            case "balance_changed" -> of(code, "no", "marketplace", "Plan it again, for what is available now.");
            case "outflow_blocked", "account_suspended" -> of(code, "no", "marketplace", "Decide about the payee.");
            case PayeeChecks.SCREENING_PENDING -> of(code, "later", "surety", "Wait until people have decided.");
            case "kyc_past_due", "kyc_pending" -> of(code, "no", "payee", "Meet the open requirements.");
            default -> Optional.empty();
        };
    }

    private static Optional<PayoutCode> of(String code, String retryable, String whoActs, String nextStep) {
        return Optional.of(new PayoutCode(code, retryable, whoActs, nextStep, true));
    }
}
