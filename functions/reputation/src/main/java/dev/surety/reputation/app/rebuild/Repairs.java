package dev.surety.reputation.app.rebuild;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.app.score.Scores.Source;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreLine;
import java.time.Instant;
import java.util.Map;

/** Puts lines, sums and units right, while others add to them. */
public interface Repairs {
    /** Makes a line what its entry says, with its sums. @return whether it was another */
    boolean correct(Source source, ScoreLine right);

    /**
     * A score before and after its sums were made again from its lines.
     *
     * @param lines that are older than an instant
     */
    record Summed(boolean differed, History was, History is, long lines) {}

    Summed sum(MarketplaceId marketplace, Role role, ParticipantId participant, Instant horizon);

    /** The payer's fee units, by hour. */
    Map<Long, Long> units(MarketplaceId marketplace, ParticipantId payer);

    /**
     * Adds what is missing to a payer's units.
     *
     * @param right the units as the entries have them, by hour
     * @param stored the units that they were compared with
     */
    void addUnits(MarketplaceId marketplace, ParticipantId payer, Map<Long, Long> right, Map<Long, Long> stored);
}
