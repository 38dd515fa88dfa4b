package dev.surety.reputation.domain.tally;

import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Kind;
import dev.surety.reputation.domain.score.Role;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The change that an entry makes to one score.
 *
 * @param cause names what is weighed, within its sale: an entry that corrects a weight names the same
 * @param weight negative if it takes back a weight of the same bucket
 * @param counts by code, what is counted beside
 * @param how the numbers behind the whole weight as it is after this line; empty if it weighs nothing from here on
 * @param paid the change of the reviewer's own fee units
 */
public record ScoreLine(
        String cause,
        ParticipantId about,
        Role role,
        Kind kind,
        boolean isGood,
        int bucket,
        long weight,
        Map<String, Long> counts,
        Optional<How> how,
        Optional<Paid> paid) {
    public ScoreLine {
        counts = Map.copyOf(counts);
    }

    /** Fees that a payer has paid, in typical fees. They make the payer's later opinions count for more. */
    public record Paid(ParticipantId payer, long units) {}

    public History.Sort sort() {
        return new History.Sort(kind, isGood);
    }

    public Map<Count, Long> counted() {
        Map<Count, Long> counted = new TreeMap<>();
        counts.forEach((code, by) -> Count.find(code).ifPresent(count -> counted.put(count, by)));
        return counted;
    }
}
