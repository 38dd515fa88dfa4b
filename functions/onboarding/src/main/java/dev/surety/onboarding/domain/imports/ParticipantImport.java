package dev.surety.onboarding.domain.imports;

import dev.surety.files.AnnouncedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of participants in its present state; each entry of its chain carries it. The file lies in the store of files,
 * and no word of it stands here.
 *
 * @param by the caller who announced it, as entries name it
 * @param linkEnds when its upload can come no more
 * @param startedAt when its bytes were there, whole
 * @param lines how many it has below the first, blank ones not counted; 0 until its bytes were there
 * @param place how far it was read
 * @param pagesWithErrors the numbers of the entries that have refused lines
 * @param broken why nothing of it is read
 */
public record ParticipantImport(
        AnnouncedFile file,
        String by,
        State state,
        Instant announcedAt,
        Instant linkEnds,
        Optional<Instant> startedAt,
        int lines,
        Place place,
        Counts counts,
        List<Integer> pagesWithErrors,
        Optional<Broken> broken,
        Optional<Instant> endedAt) {
    public static final String PREFIX = "imp";
    public static final long MOST_BYTES = 50_000_000;
    public static final int MOST_LINES = 100_000;

    public ParticipantImport {
        pagesWithErrors = List.copyOf(pagesWithErrors);
    }

    public enum State {
        AWAITING_UPLOAD,
        /** Its lines are read, page by page. */
        WORKING,
        /** Each line was read. */
        DONE,
        /** Nothing of it is read. */
        REJECTED,
        /** Its upload never came. */
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param offset of the byte at which the next line begins
     * @param line the number of the last line that was read
     */
    public record Place(long offset, int line) {
        static final Place START = new Place(0, 0);
    }

    /** @param known lines whose reference a participant has already */
    public record Counts(int created, int known, int refused) {
        static final Counts NONE = new Counts(0, 0, 0);

        public Counts plus(Counts more) {
            return new Counts(created + more.created, known + more.known, refused + more.refused);
        }

        public int read() {
            return created + known + refused;
        }
    }

    /**
     * Why nothing of a file is read.
     *
     * @param column the number of the column that is meant, from 1
     * @param name of the column that is missing, which is one of ours
     * @param bound the limit and what was there
     */
    public record Broken(
            String code, Optional<Integer> column, Optional<String> name, Optional<LineError.Bound> bound) {
        public static Broken of(String code) {
            return new Broken(code, Optional.empty(), Optional.empty(), Optional.empty());
        }

        public static Broken column(String code, int column) {
            return new Broken(code, Optional.of(column), Optional.empty(), Optional.empty());
        }

        public static Broken missing(String name) {
            return new Broken("missing_column", Optional.empty(), Optional.of(name), Optional.empty());
        }

        public static Broken tooMuch(String code, long max, long was) {
            return new Broken(code, Optional.empty(), Optional.empty(), Optional.of(new LineError.Bound(max, was)));
        }
    }

    public static ParticipantImport announced(AnnouncedFile file, String by, Instant now, Instant linkEnds) {
        return new ParticipantImport(
                file, by, State.AWAITING_UPLOAD, now, linkEnds, Optional.empty(), 0, Place.START, Counts.NONE,
                List.of(), Optional.empty(), Optional.empty());
    }

    ParticipantImport started(int known, Place first, Instant now) {
        return new ParticipantImport(
                file, by, State.WORKING, announcedAt, linkEnds, Optional.of(now), known, first, counts, List.of(),
                broken, endedAt);
    }

    ParticipantImport ended(State as, Optional<Broken> why, Instant now) {
        return new ParticipantImport(
                file, by, as, announcedAt, linkEnds, startedAt, lines, place, counts, pagesWithErrors, why,
                Optional.of(now));
    }

    /** @param number of the entry that tells of the page */
    ParticipantImport paged(Counts more, boolean hasErrors, Place next, int number) {
        List<Integer> pages = new ArrayList<>(pagesWithErrors);
        if (hasErrors) {
            pages.add(number);
        }
        return new ParticipantImport(
                file, by, state, announcedAt, linkEnds, startedAt, lines, next, counts.plus(more), pages, broken,
                endedAt);
    }

    /** Whether the last line was read. */
    public boolean isAtItsEnd() {
        return place.offset() >= file.bytes();
    }
}
