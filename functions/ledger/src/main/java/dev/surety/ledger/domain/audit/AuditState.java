package dev.surety.ledger.domain.audit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An audit's findings so far, in the form kept between two steps.
 *
 * @param horizon the poster had ten minutes for all lines dated up to here when the audit began
 * @param differences how many of each class
 * @param named the first accounts that differ
 * @param violations how often each invariant is broken
 * @param sums the sum of all accounts of a currency at the horizon
 * @param link the last entry that was read
 * @param look at the account that is being read
 */
public record AuditState(
        Instant horizon,
        Map<String, Long> differences,
        List<Named> named,
        Map<String, Long> violations,
        Map<String, BigInteger> sums,
        Link link,
        Optional<Look> look) {
    public AuditState {
        differences = Map.copyOf(differences);
        named = List.copyOf(named);
        violations = Map.copyOf(violations);
        sums = Map.copyOf(sums);
    }

    /** @param account such as {@code payable:par_…} */
    public record Named(String difference, String account, String currency, long count) {}

    /** @param isBroken whether a link of this chain was found broken; the first one breaks the others */
    public record Link(String chain, int number, String hash, String dueAt, boolean isBroken) {
        static final Link NONE = new Link("", 0, "", "", false);
    }

    public static AuditState at(Instant horizon) {
        return new AuditState(horizon, Map.of(), List.of(), Map.of(), Map.of(), Link.NONE, Optional.empty());
    }

    public AuditState looking(Optional<Look> at) {
        return new AuditState(horizon, differences, named, violations, sums, link, at);
    }

    public long of(Difference kind) {
        return differences.getOrDefault(kind.code(), 0L);
    }

    /** The findings by name: classes and invariants with their counts, and the named accounts. */
    public Map<String, String> told() {
        Map<String, String> told = new TreeMap<>();
        differences.forEach((code, count) -> told.put(code, Long.toString(count)));
        violations.forEach((invariant, count) -> told.put(invariant, Long.toString(count)));
        named.forEach(each -> told.put(
                each.difference() + " " + each.account() + " " + each.currency(), Long.toString(each.count())));
        return told;
    }
}
