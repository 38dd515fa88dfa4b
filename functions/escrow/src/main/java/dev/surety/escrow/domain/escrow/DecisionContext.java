package dev.surety.escrow.domain.escrow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time of a decision, and how long money released to a new payee stays on hold. */
public record DecisionContext(Instant now, Optional<Duration> matures) {
    public static DecisionContext at(Instant now) {
        return new DecisionContext(now, Optional.empty());
    }

    Optional<Instant> maturesAt() {
        return matures.map(now::plus);
    }
}
