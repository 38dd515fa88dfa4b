package dev.surety.runtime.tokens;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * An issuer's keys, fetched when first needed and kept for five minutes, so a withdrawn key is good for no longer. For
 * an unknown key we ask the issuer at once, because issuers sign with a new key as soon as they have published it. We
 * ask at most twice a minute, whatever keys tokens name.
 */
final class RememberedKeys {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration ASKED_AGAIN = Duration.ofSeconds(30);

    private record Fetched(Map<String, RSAPublicKey> keys, Instant at) {
        boolean isOlderThan(Duration age, Instant now) {
            // A clock that was put back says nothing about their age.
            return now.isBefore(at) || !now.isBefore(at.plus(age));
        }
    }

    private final IssuerKeys issuer;
    private final InstantSource clock;
    private Optional<Fetched> last = Optional.empty();

    RememberedKeys(IssuerKeys issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    synchronized Optional<RSAPublicKey> find(String id) {
        Instant now = clock.instant();
        Duration age = last.isPresent() && last.get().keys().containsKey(id) ? FRESH : ASKED_AGAIN;
        if (last.isEmpty() || last.get().isOlderThan(age, now)) {
            last = Optional.of(new Fetched(issuer.fetch(), now));
        }
        return Optional.ofNullable(last.get().keys().get(id));
    }
}
