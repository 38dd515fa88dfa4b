package dev.surety.onboarding.domain.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An export of a participant's data in its present state; each entry of its chain carries it.
 *
 * @param since when it took this state
 * @param attempts the numbers of the entries that began a file; each file has a key of its own
 * @param file the one that is given out; present from the moment it is ready
 * @param failure why there is none
 * @param linked who was last given a link; empty before
 */
public record Export(
        String participant,
        State state,
        Instant requestedAt,
        Instant since,
        List<Integer> attempts,
        Optional<File> file,
        Optional<String> failure,
        Optional<Linked> linked) {
    public static final String PREFIX = "exp";

    /** The file is given out for so long. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    public Export {
        attempts = List.copyOf(attempts);
    }

    public enum State {
        REQUESTED,
        /** A worker writes the file, or died over it. */
        WRITING,
        READY,
        FAILED,
        GONE;

        /** As the API says it: a client has to wait for both of the first. */
        public String code() {
            return this == REQUESTED || this == WRITING ? "preparing" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param sha256 of the whole file, in lower-case hex
     * @param entry the number of the participant's last entry that it knows
     * @param keyId the thumbprint (RFC 7638) of the key that signed it
     * @param key the public key's member {@code x} of a JWK (RFC 8037)
     */
    public record File(long bytes, String sha256, int entry, String keyId, String key, Instant expiresAt) {}

    public record Linked(String by, Instant at) {}

    static Export requested(String participant, Instant now) {
        return new Export(
                participant, State.REQUESTED, now, now, List.of(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    Export become(State to, Instant now) {
        return new Export(participant, to, requestedAt, now, attempts, file, failure, linked);
    }

    Export begun(List<Integer> now) {
        return new Export(participant, state, requestedAt, since, now, file, failure, linked);
    }

    Export with(File now) {
        return new Export(
                participant, state, requestedAt, since, attempts, Optional.of(now), failure, linked);
    }

    Export failed(String code) {
        return new Export(
                participant, state, requestedAt, since, attempts, file, Optional.of(code), linked);
    }

    Export linked(Linked now) {
        return new Export(
                participant, state, requestedAt, since, attempts, file, failure, Optional.of(now));
    }

    /** The number of the entry that began the file which is written or ready. */
    public int attempt() {
        return attempts.getLast();
    }
}
