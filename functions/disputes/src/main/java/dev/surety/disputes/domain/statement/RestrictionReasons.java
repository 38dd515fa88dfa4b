package dev.surety.disputes.domain.statement;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The reasons of a decision that takes something from a participant.
 *
 * @param taken the capabilities or movements that it takes; empty in a decision that takes all
 * @param reason a code of the closed list of such decisions
 * @param facts in the words of the person who decided
 * @param until when it ends by itself
 * @param contact where the participant can object
 * @param rule the version of the settings in force
 */
public record RestrictionReasons(
        Kind kind,
        List<String> taken,
        String reason,
        String facts,
        Instant decidedAt,
        Optional<Instant> until,
        String contact,
        int rule,
        List<String> bodies) {
    public RestrictionReasons {
        taken = List.copyOf(taken);
        bodies = List.copyOf(bodies);
    }

    public enum Kind {
        SUSPENDED,
        RESTRICTED,
        REJECTED,
        BLOCKED;

        /** Whether it takes only what it names. */
        boolean takesSome() {
            return this == RESTRICTED || this == BLOCKED;
        }

        public static Optional<Kind> parse(String code) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(code)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
