package dev.surety.onboarding.domain.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where one list of sanctioned parties stands.
 *
 * @param version of the entries that were read last; nothing before the first whole reading
 * @param files the stored files of that version: SHA-256 in hex by the publisher's name of the file. The same entries
 *     in other bytes are not stored again
 * @param changedAt when this version was read first
 * @param readAt when the list was last read whole; before that, when it was first tried
 * @param refused why the publisher's present files are not used
 */
public record ListState(
        Optional<String> version,
        Map<String, String> files,
        int entries,
        int names,
        Instant changedAt,
        Instant readAt,
        Optional<Refused> refused) {
    /** Payouts go on with an older list, and people are told. */
    public static final Duration STALE_AFTER = Duration.ofHours(26);

    public ListState {
        files = Map.copyOf(files);
    }

    /** A list that was never read. */
    static ListState tried(Instant at) {
        return new ListState(Optional.empty(), Map.of(), 0, 0, at, at, Optional.empty());
    }

    public boolean isStale(Instant now) {
        return now.isAfter(readAt.plus(STALE_AFTER));
    }

    /** Files that are not as published: the first fault in them. */
    public record Refused(String file, int line, String rule, String bound, Instant at) {}
}
