package dev.surety.escrow.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a decision needs to know besides the escrow: when it is, and how long money released to this payee matures,
 * because the payee is new.
 */
public record Circumstances(Instant now, Optional<Duration> matures) {
    public static Circumstances at(Instant now) {
        return new Circumstances(now, Optional.empty());
    }

    Optional<Instant> maturesAt() {
        return matures.map(now::plus);
    }
}
