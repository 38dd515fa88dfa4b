package dev.surety.payouts.domain.explore;

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
    private static final Set<AccountKind> NEVER_BELOW_ZERO = Set.of(AccountKind.PAYABLE, AccountKind.RESERVE);

    static final Books EMPTY = new Books(Map.of());

    Books {
        sums = Map.copyOf(sums);
    }

    Books after(Postings postings) {
        if (postings.isEmpty()) {
            return this;
        }
        Map<Account, Long> next = new TreeMap<>(sums);
        for (Posting posting : postings.list()) {
            long sum = next.merge(posting.account(), posting.money().amountMinor(), Math::addExact);
            boolean below = sum < 0 && NEVER_BELOW_ZERO.contains(posting.account().kind());
            Invariants.hold(!below, "no-overdraft: " + posting);
        }
        next.values().removeIf(sum -> sum == 0);
        return new Books(next);
    }

    long of(Account account) {
        return sums.getOrDefault(account, 0L);
    }

    long of(AccountKind kind) {
        return sums.entrySet().stream()
                .filter(each -> each.getKey().kind() == kind)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
