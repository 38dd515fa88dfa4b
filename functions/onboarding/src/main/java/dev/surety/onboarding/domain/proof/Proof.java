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

    public boolean is(Status wanted) {
        return status == wanted;
    }
}
