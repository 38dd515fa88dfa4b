package dev.surety.onboarding.domain.screening;

import java.util.List;
import java.util.Optional;

/**
 * The evidence of a case. It has no name of the participant: the vault has the query and the explanations.
 *
 * @param round the participant's round of comparison
 * @param index the version of all lists together
 * @param query the vault's commitment to the names that were compared
 * @param explained the vault's commitment to the explanations of the hits
 * @param hits the nearest first
 * @param review why people look although no score is high enough
 */
public record Evidence(
        int round, String index, String query, String explained, List<Hit> hits, Optional<String> review) {
    public Evidence {
        hits = List.copyOf(hits);
    }

    /**
     * @param contentHash of the list's entry
     * @param score in ten-thousandths
     * @param strong whether the score reaches the settings' strong threshold
     */
    public record Hit(String list, String entry, String contentHash, int score, boolean strong) {
        private boolean isOfSameEntry(Hit other) {
            return list.equals(other.list) && entry.equals(other.entry) && contentHash.equals(other.contentHash);
        }
    }

    public boolean isStrong() {
        return hits.stream().anyMatch(Hit::strong);
    }

    /** Whether people who decided this one have decided the other: the same names, and no new or changed entry. */
    boolean covers(Evidence other) {
        return query.equals(other.query)
                && review.equals(other.review)
                && other.hits.stream().allMatch(hit -> hits.stream().anyMatch(hit::isOfSameEntry));
    }
}
