package dev.surety.escrow.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a decision needs to know besides the escrow: when it is, and how long money released to this payee matures,
 * because the payee is new.
 */
public record DecisionContext(Instant now, Optional<Duration> matures) {
    public static DecisionContext at(Instant now) {
        return new DecisionContext(now, Optional.empty());
    }

    Optional<Instant> maturesAt() {
        return matures.map(now::plus);
    }
}
