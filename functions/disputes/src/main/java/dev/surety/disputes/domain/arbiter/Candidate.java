package dev.surety.disputes.domain.arbiter;

import dev.surety.model.Invariants;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.Disputing.Arbiter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A named arbiter, with the facts that bar or rank the person.
 *
 * @param names all names of this person, as tokens have them and settings link them; a participant's name is its id
 * @param methods fingerprints of the payout methods of the person's own participants
 * @param dealings when the person's own participants last had an escrow with each of the two sides
 * @param open disputes in which the person has a role now
 */
public record Candidate(
        Arbiter arbiter, Set<String> names, Set<String> methods, Map<ParticipantId, Instant> dealings, int open) {
    public Candidate {
        names = Set.copyOf(names);
        methods = Set.copyOf(methods);
        dealings = Map.copyOf(dealings);
        Invariants.hold(names.contains(arbiter.person()), "a person has the name by which settings know it");
        Invariants.hold(open >= 0, "a count is not negative");
    }

    /** An arbiter who takes part in no sale. */
    public static Candidate of(Arbiter arbiter, int open) {
        return new Candidate(arbiter, Set.of(arbiter.person()), Set.of(), Map.of(), open);
    }
}
