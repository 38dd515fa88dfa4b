package dev.surety.runtime.clock;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.marketplace.Marketplaces;
import java.util.List;

/** The marketplaces in sandbox mode, as far as the index shows them by now. */
public final class Sandboxes {
    /** The first entry of every sandbox marketplace's settings is found by this owner. */
    public static final String OWNER = Marketplaces.TYPE + "#sandbox";

    private static final int PAGE = 100;

    private final JournalIndexes hints;

    public Sandboxes(JournalIndexes hints) {
        this.hints = hints;
    }

    public List<MarketplaceId> all() {
        return hints.all(JournalIndexes.By.OWNER, OWNER, PAGE)
                .map(found -> found.chain().marketplace())
                .toList();
    }
}
