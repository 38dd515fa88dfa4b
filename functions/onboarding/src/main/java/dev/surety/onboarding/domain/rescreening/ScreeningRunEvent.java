package dev.surety.onboarding.domain.rescreening;

import dev.surety.onboarding.domain.rescreening.ScreeningRun.Counts;
import java.util.List;
import java.util.Optional;

/** A fact of a run's chain. */
public sealed interface ScreeningRunEvent {
    record Started() implements ScreeningRunEvent {}

    /**
     * A page was looked at.
     *
     * @param proof SHA-256 of the proof before and of a line for each participant, in this order
     */
    record Paged(List<Part> parts, Counts counts, String proof) implements ScreeningRunEvent {
        public Paged {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The part of a page that lies in one shard.
     *
     * @param first the place of its first participant in the list of the shard
     * @param entries of each participant, the number of the last entry of its chain as it was looked at
     * @param isEnd whether the shard has no more
     */
    record Part(int shard, Optional<String> first, Optional<String> last, List<Integer> entries, boolean isEnd) {
        public Part {
            entries = List.copyOf(entries);
        }
    }

    /** Every participant was looked at. */
    record Rescreened() implements ScreeningRunEvent {}
}
