package dev.surety.onboarding.domain.rescreening;

import dev.surety.onboarding.domain.rescreening.ScreeningRun.Order;
import java.util.List;

/** A request to a run. */
public sealed interface ScreeningRunCommand {
    /** @param shards how many lists the marketplace's participants are in */
    record Start(Order order, int shards) implements ScreeningRunCommand {}

    /** @param slices of those shards that have one; each was read after the place where the run stood */
    record Page(List<Slice> slices) implements ScreeningRunCommand {
        public Page {
            slices = List.copyOf(slices);
        }
    }

    /** @param isEnd whether the shard has no more */
    record Slice(int shard, List<Look> looks, boolean isEnd) {
        public Slice {
            looks = List.copyOf(looks);
        }
    }

    record End() implements ScreeningRunCommand {}
}
