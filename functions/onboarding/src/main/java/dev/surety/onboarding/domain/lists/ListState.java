package dev.surety.onboarding.domain.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one list of sanctioned parties stands.
 *
 * @param name of the list, as hits name it
 * @param version of the entries that were read last; nothing before the first whole reading
 * @param files the stored files of that version. The same entries in other bytes are not stored again
 * @param changedAt when this version was read first
 * @param readAt when the list was last read whole; before that, when it was first tried
 * @param refused why the publisher's present files are not used
 */
public record ListState(
        String name,
        Optional<String> version,
        List<StoredFile> files,
        int entries,
        int names,
        Instant changedAt,
        Instant readAt,
        Optional<Refused> refused) {
    /** Payouts go on with an older list, and people are told. */
    public static final Duration STALE_AFTER = Duration.ofHours(26);

    public ListState {
        files = List.copyOf(files);
    }

    /** A list that was never read. */
    static ListState tried(String name, Instant at) {
        return new ListState(name, Optional.empty(), List.of(), 0, 0, at, at, Optional.empty());
    }

    /** No publisher takes half of a list off in hours. So many entries are a wrong file, or an attack. */
    public boolean isHalvedBy(int newEntries) {
        return newEntries * 2L < entries;
    }

    public boolean isStale(Instant now) {
        return now.isAfter(readAt.plus(STALE_AFTER));
    }

    /**
     * @param name the publisher's name of the file
     * @param sha256 in hex, which names it in the bucket
     */
    public record StoredFile(String name, String sha256) {}

    /** Files that are not as published: the first fault in them. */
    public record Refused(String file, int line, String rule, String bound, Instant at) {}
}
