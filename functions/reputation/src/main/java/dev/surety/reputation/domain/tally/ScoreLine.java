package dev.surety.reputation.domain.tally;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Kind;
import dev.surety.reputation.domain.score.Role;
import java.time.Instant;
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
 * @param deal on the line that first tells of a sale or an opinion: what patterns are found by
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
        Optional<Paid> paid,
        Optional<Deal> deal) {
    public ScoreLine {
        counts = Map.copyOf(counts);
    }

    /** A line that tells of no deal. */
    public ScoreLine(
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
        this(cause, about, role, kind, isGood, bucket, weight, counts, how, paid, Optional.empty());
    }

    /**
     * The other side of a line. No answer shows it.
     *
     * @param price of a sale that was settled; empty for opinions
     * @param at the sale's end, or the opinion's publication
     */
    public record Deal(ParticipantId other, Optional<Money> price, Instant at) {}

    public ScoreLine telling(Deal of) {
        return new ScoreLine(
                cause, about, role, kind, isGood, bucket, weight, counts, how, paid, Optional.of(of));
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
