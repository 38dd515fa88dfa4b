package dev.surety.onboarding.inbox;

import dev.surety.onboarding.app.lists.RefreshLists;
import dev.surety.onboarding.domain.lists.ListsState.IndexFile;
import dev.surety.onboarding.domain.lists.ListsState;
import dev.surety.runtime.observe.Metrics;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the lists of sanctioned parties at the schedule's rate. A publisher that is away fails no round. If the store
 * or the bucket does not answer, the round fails and the function's alarm reports it.
 */
public final class FetchLists implements Function<InputStream, Map<String, Object>> {
    private final RefreshLists refreshing;
    private final Metrics metrics;

    public FetchLists(RefreshLists refreshing, Metrics metrics) {
        this.refreshing = refreshing;
        this.metrics = metrics;
    }

    @Override
    public Map<String, Object> apply(InputStream schedule) {
        ListsState state = refreshing.refresh();
        metrics.count("screening_lists.read", "edge", "schedule");
        return Map.of(
                "index", state.index().map(IndexFile::version).orElse(""),
                "lists", state.lists().size(),
                "refused", state.isRefused(),
                "stale", state.staleTold());
    }
}
