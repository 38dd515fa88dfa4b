package dev.surety.escrow.domain.explore;

import dev.surety.model.Invariants;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sums of all accounts, folded from every posting so far, in minor units. */
record Books(Map<Account, Long> sums) {
    private static final Set<AccountKind> NEVER_BELOW_ZERO =
            Set.of(AccountKind.ESCROW, AccountKind.ON_HOLD, AccountKind.PAYABLE, AccountKind.RESERVE);

    static final Books EMPTY = new Books(new TreeMap<>());

    Books after(Postings postings) {
        if (postings.isEmpty()) {
            return this;
        }
        Map<Account, Long> next = new TreeMap<>(sums);
        for (Posting posting : postings.list()) {
            AccountKind kind = posting.account().kind();
            Invariants.hold(!kind.isGuarded() || posting.money().isPositive(), "guarded: a debit");
            long sum = next.merge(posting.account(), posting.money().amountMinor(), Math::addExact);
            if (sum < 0 && NEVER_BELOW_ZERO.contains(kind)) {
                throw new Invariants.Breach("no-overdraft: " + posting);
            }
        }
        next.values().removeIf(sum -> sum == 0);
        return new Books(next);
    }

    /** The sum of all accounts of a kind, whoever holds them. */
    long of(AccountKind kind) {
        long sum = 0;
        for (Map.Entry<Account, Long> account : sums.entrySet()) {
            sum = account.getKey().kind() == kind ? Math.addExact(sum, account.getValue()) : sum;
        }
        return sum;
    }

    long total() {
        return sums.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }
}
