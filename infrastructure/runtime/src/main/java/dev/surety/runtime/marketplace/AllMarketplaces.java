package dev.surety.runtime.marketplace;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.clock.Sandboxes;
import dev.surety.runtime.journal.JournalIndexes;
import java.util.List;
import java.util.Optional;

/**
 * Lists every marketplace of the stack, as far as the index shows them by now. The first entry of a marketplace's
 * settings is found by its mode, which never changes.
 */
public final class AllMarketplaces {
    public static final String LIVE_OWNER = Marketplaces.TYPE + "#live";

    private static final List<String> OWNERS = List.of(LIVE_OWNER, Sandboxes.OWNER);

    private final JournalIndexes hints;

    public AllMarketplaces(JournalIndexes hints) {
        this.hints = hints;
    }

    /** @param next the place to go on from; empty at the end */
    public record Page(List<MarketplaceId> marketplaces, Optional<String> next) {}

    /** The index key of the first entry of a marketplace's settings. */
    public static String owner(Mode mode) {
        return switch (mode) {
            case LIVE -> LIVE_OWNER;
            case SANDBOX -> Sandboxes.OWNER;
        };
    }

    /**
     * The live ones, then the sandboxes; newest first in each.
     *
     * @param after a place that an earlier page gave
     */
    public Page page(int limit, Optional<String> after) {
        int bar = after.map(place -> place.indexOf('|')).orElse(-1);
        int owner = after.map(place -> Integer.parseInt(place.substring(0, bar))).orElse(0);
        Optional<JournalIndexes.Found> from = after.map(place -> place.substring(bar + 1))
                .filter(place -> !place.isEmpty())
                .map(JournalIndexes.Found::parse);
        List<JournalIndexes.Found> found = hints.list(JournalIndexes.By.OWNER, OWNERS.get(owner), limit, from);
        List<MarketplaceId> marketplaces =
                found.stream().map(each -> each.chain().marketplace()).toList();
        if (found.size() == limit) {
            return new Page(marketplaces, Optional.of(owner + "|" + found.getLast().place()));
        }
        return new Page(
                marketplaces, owner + 1 < OWNERS.size() ? Optional.of(owner + 1 + "|") : Optional.empty());
    }
}
