package dev.surety.simulator.bank;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The play that an operator gives an account. A transfer to {@code refuses_all} adds to it.
 *
 * @param version of the script that was read; 0 if there was none. The one that replaces it is the next
 * @param next the names of behaviours for the next transfers, whatever their accounts are
 * @param openings by currency, what the account held before its first line, in minor units; else the gateways' money
 * @param charges by currency, the fee that each debit line carries, in minor units
 */
record Script(
        long version,
        List<String> next,
        Map<String, Long> openings,
        Map<String, Long> charges,
        Optional<Instant> refusesUntil) {
    static final Script NONE = new Script(0, List.of(), Map.of(), Map.of(), Optional.empty());

    Script {
        next = List.copyOf(next);
        openings = Map.copyOf(openings);
        charges = Map.copyOf(charges);
    }

    Script played() {
        return new Script(version, next.subList(1, next.size()), openings, charges, refusesUntil);
    }

    Script refusing(Instant until) {
        return new Script(version, next, openings, charges, Optional.of(until));
    }

    Script with(List<String> more, Map<String, Long> opened, Map<String, Long> charged) {
        List<String> all = new ArrayList<>(next);
        all.addAll(more);
        return new Script(version, all, merged(openings, opened), merged(charges, charged), refusesUntil);
    }

    private static Map<String, Long> merged(Map<String, Long> before, Map<String, Long> more) {
        Map<String, Long> all = new HashMap<>(before);
        all.putAll(more);
        return all;
    }
}
