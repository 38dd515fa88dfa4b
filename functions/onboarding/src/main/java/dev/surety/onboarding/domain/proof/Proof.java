package dev.surety.onboarding.domain.proof;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A document or a check, as the participant's state names it. Its own chain has the rest.
 *
 * @param code the requirement that it meets once it is accepted
 * @param id of the document or check
 * @param error why it does not count
 * @param at when it took this status
 */
public record Proof(String code, String id, Status status, Optional<ProofError> error, Instant at) {
    public enum Status {
        /** It waits for a look. */
        PENDING,
        ACCEPTED,
        REJECTED,
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Statuses only go forward, so a status that arrives late never takes the place of a later one. People may accept
     * one once more, later.
     */
    public boolean isAfter(Proof before) {
        int forward = status.compareTo(before.status);
        return forward > 0 || (forward == 0 && at.isAfter(before.at));
    }

    /** It counted once, so that without it the participant is not who it was. */
    Proof taken(Proof before) {
        boolean isTaken = is(Status.REJECTED) && before.is(Status.ACCEPTED);
        return isTaken ? new Proof(code, id, Status.EXPIRED, error, at) : this;
    }

    /** Whether a provider's check gave it, and not people who looked. */
    boolean isOfAProvider() {
        return id.startsWith("chk_");
    }

    /** Its last day is over, which says nothing against the person. */
    boolean hasEndedByDate() {
        return error.equals(Optional.of(ProofError.DOCUMENT_EXPIRED));
    }

    public boolean is(Status wanted) {
        return status == wanted;
    }
}
