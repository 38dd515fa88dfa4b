package dev.surety.events.app;

import dev.surety.events.domain.Kinds;
import dev.surety.events.domain.WorkItem;
import dev.surety.events.domain.Worklist.Hint;
import dev.surety.events.domain.Worklist;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads a marketplace's work, the oldest first, as far as the reader may see its kind. */
public final class ReadWorklist {
    private static final int MOST_LOOKED = 2_000;
    private static final int PER_READ = 100;
    private static final int MOST_OF_STACK = 10;

    private final Worklist worklist;

    public ReadWorklist(Worklist worklist) {
        this.worklist = worklist;
    }

    /** @param next where to go on; nothing at the end of the list */
    public record Page(List<WorkItem> places, Optional<String> next) {}

    /** How many places of each kind are open, of the 2,000 that have waited longest. */
    public Map<String, Integer> counts(MarketplaceId marketplace, Predicate<String> wanted) {
        Map<String, Integer> counts = new TreeMap<>();
        worklist.hints(marketplace, Optional.empty(), MOST_LOOKED).stream()
                .map(Hint::kind)
                .filter(wanted)
                .forEach(kind -> counts.merge(kind, 1, Integer::sum));
        return counts;
    }

    /** Work on what all marketplaces share. The stack's operator does it, and each caller with the scope sees it. */
    public List<WorkItem> ofStack(Predicate<String> wanted) {
        Predicate<String> shown = kind -> Kinds.isOfStack(kind) && wanted.test(kind);
        return read(Kinds.STACK, shown, Optional.empty(), MOST_OF_STACK).places();
    }

    public Optional<WorkItem> find(ChainId chain, String kind) {
        return worklist.find(chain, kind);
    }

    public Page read(MarketplaceId marketplace, Predicate<String> wanted, Optional<String> after, int limit) {
        List<WorkItem> places = new ArrayList<>();
        Optional<String> from = after;
        for (int looked = 0; looked < MOST_LOOKED; looked += PER_READ) {
            List<Hint> hints = worklist.hints(marketplace, from, PER_READ);
            List<Hint> these = hints.stream().filter(hint -> wanted.test(hint.kind())).toList();
            int shown = 0;
            while (shown < these.size()) {
                List<Hint> some = these.subList(shown, Math.min(these.size(), shown + limit - places.size()));
                places.addAll(worklist.open(some));
                shown += some.size();
                if (places.size() == limit) {
                    return new Page(places, Optional.of(some.getLast().key()));
                }
            }
            if (hints.size() < PER_READ) {
                return new Page(places, Optional.empty());
            }
            from = Optional.of(hints.getLast().key());
        }
        return new Page(places, from);
    }
}
