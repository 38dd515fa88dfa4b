package dev.surety.reputation.app.score;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scores' lines and sums. They are made from entries, can be made again, and nothing else changes them. */
public interface Scores {
    /**
     * Where a line comes from.
     *
     * @param sale a name of the sale that tells neither its parties nor its escrow
     * @param entry the id of its entry
     * @param index of the line within its entry
     * @param commitment to the words of a review
     */
    record Source(
            MarketplaceId marketplace, String sale, String entry, Instant at, int index, Optional<String> commitment) {
        /** The full hour that a payer's fee units are kept by. */
        public long hour() {
            return hour(at);
        }

        public static long hour(Instant at) {
            return Math.floorDiv(at.getEpochSecond(), Duration.ofHours(1).toSeconds());
        }
    }

    /** Adds a line to its score. A line that is there already changes nothing. */
    void add(Source source, ScoreLine line);

    boolean has(Source source, ScoreLine line);

    /** In one batch; participants without history are left out. */
    Map<ParticipantId, History> read(MarketplaceId marketplace, Role role, Collection<ParticipantId> participants);

    /** The history as it was before an instant. */
    History before(MarketplaceId marketplace, Role role, ParticipantId participant, Instant instant);

    /** The payer's fee units before a full hour. */
    long unitsBefore(MarketplaceId marketplace, ParticipantId payer, Instant hour);

    /** @param place of the line in its score, from which a page can go on */
    record Stored(String place, Source source, ScoreLine line) {}

    /** A page of lines, oldest first. */
    List<Stored> lines(
            MarketplaceId marketplace, Role role, ParticipantId participant, Optional<String> after, int limit);

    /** The newest lines, newest first. */
    List<Stored> newest(MarketplaceId marketplace, Role role, ParticipantId participant, int limit);
}
