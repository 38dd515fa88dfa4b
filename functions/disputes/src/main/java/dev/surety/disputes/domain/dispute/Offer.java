package dev.surety.disputes.domain.dispute;

import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import java.time.Instant;

/**
 * An offer of one side. Each side has at most one that stands.
 *
 * @param id such as {@code o3}: its place among the dispute's offers, from 1
 * @param hash of the dispute, the id and the lines; the other side accepts it by this
 */
public record Offer(String id, Side side, Division division, String hash, Instant at, Status status) {
    public enum Status {
        STANDING,
        /** The same side made a newer one. */
        REPLACED,
        /** The disputed amount changed. */
        VOIDED,
        ACCEPTED
    }

    public static Offer of(DisputeId dispute, int place, Side side, Division division, Instant at) {
        String id = "o" + place;
        return new Offer(id, side, division, Hashes.of(dispute, id, division), at, Status.STANDING);
    }

    public boolean isStanding() {
        return status == Status.STANDING;
    }

    Offer as(Status now) {
        return new Offer(id, side, division, hash, at, now);
    }
}
