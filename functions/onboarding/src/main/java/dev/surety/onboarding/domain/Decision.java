package dev.surety.onboarding.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A decision of the marketplace's staff against a participant, while it stands.
 *
 * @param reason of a closed list
 * @param words the vault's commitment to the facts, and to where the participant may object
 * @param restricts the capabilities that it takes away; none for a block of money
 * @param until when it ends by itself
 * @param by the actor, as entries name it
 */
public record Decision(
        Kind kind,
        String reason,
        String words,
        List<String> restricts,
        Optional<Instant> until,
        Instant at,
        String by) {
    /** The participant is told {@code under_review} in its place, and none of the facts. */
    public static final String FRAUD_SUSPECTED = "fraud_suspected";

    public Decision {
        restricts = List.copyOf(restricts);
    }

    public enum Kind {
        SUSPENDED,
        RESTRICTED,
        REJECTED,
        BLOCKED
    }

    public boolean isSecret() {
        return reason.equals(FRAUD_SUSPECTED);
    }
}
