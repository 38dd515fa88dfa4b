package dev.surety.onboarding.domain.method;

import java.util.Set;

/**
 * The reasons of banks that put the account at fault, by ISO 20022 and NACHA. No payout to it can succeed, so its
 * method is errored. Payouts' table of reasons marks the same codes as {@code errored}.
 */
final class AccountFaults {
    private static final Set<String> CODES = Set.of(
            "AC01", "AC03", "AC04", "AC06", "AC14", "AC15", "AC17", "AG01", "BE01", "CNOR", "FR01", "FRAD", "MD07",
            "MS02", "RC01", "RC04", "RC07", "R02", "R03", "R04", "R12", "R13", "R14", "R15", "R16", "R17", "R20", "R23",
            "R34");

    /** The bank gives no reason, or gives it in words. Two of these put the account at fault, too. */
    private static final Set<String> IN_WORDS = Set.of("MS03", "NARR");

    private AccountFaults() {}

    static boolean has(String code) {
        return CODES.contains(code);
    }

    static boolean isInWords(String code) {
        return IN_WORDS.contains(code);
    }
}
