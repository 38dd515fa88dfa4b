package dev.surety.onboarding.domain.imports;

import dev.surety.onboarding.domain.imports.ParticipantImport.Broken;
import dev.surety.onboarding.domain.imports.ParticipantImport.Counts;
import dev.surety.onboarding.domain.imports.ParticipantImport.Place;
import dev.surety.onboarding.domain.imports.ParticipantImport.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what an upload, time and the reading of a page make of an import. */
public final class ImportRules {
    private ImportRules() {}

    public record Changed(ImportEvent event, ParticipantImport after) {}

    /** A file as a first look through it found it. */
    public sealed interface Surveyed {
        /**
         * @param lines below the first line
         * @param first where the first of them begins
         */
        record Whole(int lines, Place first) implements Surveyed {}

        record NotWhole(Broken why) implements Surveyed {}
    }

    /** The lines of a page, as they were read. */
    public record Page(Counts counts, List<LineError> errors, Place next) {
        public Page {
            errors = List.copyOf(errors);
        }
    }

    public static Optional<Changed> arrived(ParticipantImport of, Surveyed found, Instant now) {
        if (of.state() != State.AWAITING_UPLOAD) {
            return Optional.empty();
        }
        return Optional.of(switch (found) {
            case Surveyed.NotWhole(var why) -> rejected(of, why, now);
            case Surveyed.Whole(var lines, var _) when lines > ParticipantImport.MOST_LINES ->
                rejected(of, Broken.tooMuch("too_many_lines", ParticipantImport.MOST_LINES, lines), now);
            case Surveyed.Whole(var lines, var first) ->
                new Changed(new ImportEvent.Started(), of.started(lines, first, now));
        });
    }

    private static Changed rejected(ParticipantImport of, Broken why, Instant now) {
        return new Changed(new ImportEvent.Rejected(), of.ended(State.REJECTED, Optional.of(why), now));
    }

    /** Time's own change, once the file was looked for and is not there. */
    public static Optional<Changed> due(ParticipantImport of, Instant now) {
        return of.state() == State.AWAITING_UPLOAD && !of.linkEnds().isAfter(now)
                ? Optional.of(new Changed(
                        new ImportEvent.Expired(),
                        of.ended(State.EXPIRED, Optional.of(Broken.of("upload_missing")), now)))
                : Optional.empty();
    }

    /** @param number of the entry that will tell of it */
    public static Changed paged(ParticipantImport of, Page page, int number) {
        return new Changed(
                new ImportEvent.Paged(page.errors()),
                of.paged(page.counts(), !page.errors().isEmpty(), page.next(), number));
    }

    public static Changed finished(ParticipantImport of, Instant now) {
        return new Changed(new ImportEvent.Finished(), of.ended(State.DONE, Optional.empty(), now));
    }
}
