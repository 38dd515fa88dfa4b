package dev.surety.onboarding.domain.export;

import dev.surety.onboarding.domain.export.Export.File;
import dev.surety.onboarding.domain.export.Export.Linked;
import dev.surety.onboarding.domain.export.Export.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what an export becomes. */
public final class ExportRules {
    public static final String TOO_LARGE = "too_large";
    public static final String TOO_MANY_ATTEMPTS = "too_many_attempts";
    public static final String DATA_DESTROYED = "data_destroyed";

    static final int MOST_ATTEMPTS = 5;

    /** A worker that has not ended by then is dead: it is more than the longest time that one may run. */
    static final Duration ABANDONED = Duration.ofMinutes(16);

    private ExportRules() {}

    public record Changed(ExportEvent event, Export after) {}

    public static Changed request(String participant, Instant now) {
        return new Changed(new ExportEvent.Requested(), Export.requested(participant, now));
    }

    /**
     * The worker's next step; empty if there is none now.
     *
     * @param number of the entry that the step will be
     */
    public static Optional<Changed> work(Export of, int number, Instant now) {
        return switch (of.state()) {
            case REQUESTED -> Optional.of(begun(of, number, now));
            case WRITING -> Optional.of(of)
                    .filter(left -> !now.isBefore(left.since().plus(ABANDONED)))
                    .map(left -> left.attempts().size() < MOST_ATTEMPTS
                            ? begun(left, number, now)
                            : failed(left, TOO_MANY_ATTEMPTS, now));
            case READY -> Optional.of(of)
                    .filter(ended -> !isGivenOut(ended, now))
                    .map(ended -> new Changed(new ExportEvent.Gone(), ended.become(State.GONE, now)));
            case FAILED, GONE -> Optional.empty();
        };
    }

    private static Changed begun(Export of, int number, Instant now) {
        List<Integer> attempts = new ArrayList<>(of.attempts());
        attempts.add(number);
        return new Changed(new ExportEvent.Begun(), of.begun(attempts).become(State.WRITING, now));
    }

    public static Changed ready(Export of, File file, Instant now) {
        return new Changed(new ExportEvent.Ready(), of.with(file).become(State.READY, now));
    }

    public static Changed failed(Export of, String code, Instant now) {
        return new Changed(new ExportEvent.Failed(code), of.failed(code).become(State.FAILED, now));
    }

    public static boolean isGivenOut(Export of, Instant now) {
        return of.state() == State.READY
                && of.file().filter(file -> now.isBefore(file.expiresAt())).isPresent();
    }

    /**
     * A link to the file. Links to one caller within the life of the first are one entry, or a client that asks every
     * second would write one a second.
     *
     * @param life of a link
     */
    public static Optional<Changed> linked(Export of, String by, Duration life, Instant now) {
        boolean isNoted = of.linked()
                .filter(last -> last.by().equals(by) && now.isBefore(last.at().plus(life)))
                .isPresent();
        return isNoted
                ? Optional.empty()
                : Optional.of(new Changed(new ExportEvent.Linked(by), of.linked(new Linked(by, now))));
    }

    /** When time brings the next step, if it does. */
    public static Optional<Instant> due(Export of) {
        return switch (of.state()) {
            case REQUESTED -> Optional.of(of.since());
            case WRITING -> Optional.of(of.since().plus(ABANDONED));
            case READY -> of.file().map(File::expiresAt);
            case FAILED, GONE -> Optional.empty();
        };
    }
}
