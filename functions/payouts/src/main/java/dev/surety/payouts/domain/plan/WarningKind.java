package dev.surety.payouts.domain.plan;

import dev.surety.model.money.Money;
import dev.surety.payouts.domain.plan.Candidate.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An approver must have seen each warning of a plan before approving it. */
public enum WarningKind {
    /** The first payout to another account than before. */
    CHANGED_ACCOUNT,
    /** One account for several payees. */
    SHARED_ACCOUNT,
    /** Far more than is usual for this payee. */
    UNUSUAL_AMOUNT,
    /** A large first payout. */
    LARGE_FIRST,
    /** The bank account holds less than the plan pays. */
    FUNDING_SHORT,
    /** The bank has told nothing for more than one bank day. */
    BANK_DAYS_MISSING;

    private static final long UNUSUAL_TIMES = 5;
    private static final long UNUSUAL_ABOVE = 1_000;
    private static final long LARGE_FIRST_ABOVE = 2_000;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param past the payee's last ten payouts */
    static List<WarningKind> of(Money amount, String fingerprint, List<Past> past) {
        List<WarningKind> found = new ArrayList<>();
        if (past.isEmpty()) {
            if (amount.compareTo(PlanTerms.units(LARGE_FIRST_ABOVE, amount.currency())) > 0) {
                found.add(LARGE_FIRST);
            }
            return found;
        }
        if (past.stream().noneMatch(before -> before.fingerprint().equals(fingerprint))) {
            found.add(CHANGED_ACCOUNT);
        }
        List<Long> amounts = past.stream().map(before -> before.amount().amountMinor()).sorted().toList();
        // Of an even number, the lower of the two in the middle: it warns sooner.
        long median = amounts.get((amounts.size() - 1) / 2);
        boolean isMuch = amount.compareTo(PlanTerms.units(UNUSUAL_ABOVE, amount.currency())) > 0;
        if (isMuch && amount.amountMinor() / UNUSUAL_TIMES >= median && amount.amountMinor() > UNUSUAL_TIMES * median) {
            found.add(UNUSUAL_AMOUNT);
        }
        return found;
    }
}
