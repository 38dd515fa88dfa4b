package dev.surety.events.domain;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A place of the work list that waits for approvals.
 *
 * @param makers the people who made what waits
 * @param approvedBy the people who have approved it so far
 * @param needed how many have to
 * @param hash of what waits; empty where the subject alone says it
 * @param sum by which approvers are counted; empty if no money waits
 */
public record Waiting(
        WorkItem place,
        Set<String> makers,
        Set<String> approvedBy,
        int needed,
        Optional<String> hash,
        Optional<Money> sum) {
    public Waiting {
        makers = Set.copyOf(makers);
        approvedBy = Set.copyOf(approvedBy);
    }

    /** Whether the approval of this person would count. */
    public boolean isFor(String person, MoneyOut rules) {
        String scope = Kinds.scope(place.kind());
        boolean counts = scope.equals(Kinds.RULING)
                || sum.map(most -> rules.counts(person, scope, most)).orElseGet(() -> rules.counts(person, scope));
        return counts
                && !isOne(person, makers, rules)
                && !isOne(person, approvedBy, rules);
    }

    private static boolean isOne(String person, Collection<String> of, MoneyOut rules) {
        return of.stream().anyMatch(other -> rules.isSamePerson(other, person));
    }
}
