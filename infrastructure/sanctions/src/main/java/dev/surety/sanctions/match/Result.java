package dev.surety.sanctions.match;

import dev.surety.sanctions.name.Doubt;
import java.util.List;
import java.util.Set;

/**
 * The outcome of a search.
 *
 * @param hits one for each entry, the best first
 * @param doubts reasons for a person to look at the query's names, hits or none
 * @param more there were more hits than are given
 */
public record Result(List<Hit> hits, Set<Doubt> doubts, boolean more) {
    public Result {
        hits = List.copyOf(hits);
        doubts = Set.copyOf(doubts);
    }

    /** Whether a person has to look at the names because the search does not suffice. */
    public boolean review() {
        return !doubts.isEmpty();
    }
}
