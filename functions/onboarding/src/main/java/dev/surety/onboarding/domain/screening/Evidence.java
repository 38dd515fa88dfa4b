package dev.surety.onboarding.domain.screening;

import java.util.List;
import java.util.Optional;

/**
 * The evidence of a case. It has no name of the participant: the vault has the query and the explanations.
 *
 * @param round the participant's round of comparison
 * @param index the version of all lists together
 * @param query the vault's commitment to the participant's own names, as they were compared
 * @param explained the vault's commitment to the explanations of the hits
 * @param hits the nearest first
 * @param review why people look at the participant's own names although no score is high enough
 * @param persons those of a business who are the reason; empty where none is
 */
public record Evidence(
        int round,
        String index,
        String query,
        String explained,
        List<Hit> hits,
        Optional<String> review,
        Optional<List<OfPerson>> persons) {
    public Evidence {
        hits = List.copyOf(hits);
        persons = persons.map(List::copyOf);
    }

    /** Of a participant's own names alone. */
    public Evidence(
            int round, String index, String query, String explained, List<Hit> hits, Optional<String> review) {
        this(round, index, query, explained, hits, review, Optional.empty());
    }

    /**
     * @param contentHash of the list's entry
     * @param score in ten-thousandths
     * @param strong whether the score reaches the settings' strong threshold
     * @param person of a business whose name it is; empty for the participant's own names
     */
    public record Hit(
            String list, String entry, String contentHash, int score, boolean strong, Optional<String> person) {
        public Hit(String list, String entry, String contentHash, int score, boolean strong) {
            this(list, entry, contentHash, score, strong, Optional.empty());
        }

        private boolean isOfSameEntry(Hit other) {
            return list.equals(other.list)
                    && entry.equals(other.entry)
                    && contentHash.equals(other.contentHash)
                    && person.equals(other.person);
        }
    }

    /**
     * @param query the vault's commitment to the person's name, as it was compared
     * @param review why people look although no score is high enough
     */
    public record OfPerson(String person, String query, Optional<String> review) {}

    public List<OfPerson> ofPersons() {
        return persons.orElse(List.of());
    }

    public boolean isStrong() {
        return hits.stream().anyMatch(Hit::strong);
    }

    /** Whether people who decided this one have decided the other: the same names, and no new or changed entry. */
    boolean covers(Evidence other) {
        return query.equals(other.query)
                && review.equals(other.review)
                && ofPersons().containsAll(other.ofPersons())
                && other.hits.stream().allMatch(hit -> hits.stream().anyMatch(hit::isOfSameEntry));
    }
}
