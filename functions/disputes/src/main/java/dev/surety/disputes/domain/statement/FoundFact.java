package dev.surety.disputes.domain.statement;

import java.util.List;

/**
 * A fact that a person found, in the words of that person.
 *
 * @param evidence the ids of the items that show it; empty if it follows from what the sides have said
 */
public record FoundFact(String words, List<String> evidence) {
    public FoundFact {
        evidence = List.copyOf(evidence);
    }
}
