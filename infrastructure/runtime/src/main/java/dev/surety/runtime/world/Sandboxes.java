package dev.surety.runtime.world;

import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.journal.Hints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The marketplaces in sandbox mode, as far as the index shows them by now. */
public final class Sandboxes {
    /** The first entry of every sandbox marketplace's settings is found by this owner. */
    public static final String OWNER = Marketplaces.TYPE + "#sandbox";

    private static final int PAGE = 100;

    private final Hints hints;

    public Sandboxes(Hints hints) {
        this.hints = hints;
    }

    public List<MarketplaceId> all() {
        List<MarketplaceId> all = new ArrayList<>();
        Optional<Hints.Found> after = Optional.empty();
        List<Hints.Found> page;
        do {
            page = hints.list(Hints.By.OWNER, OWNER, PAGE, after);
            page.forEach(found -> all.add(found.chain().marketplace()));
            after = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast());
        } while (page.size() == PAGE);
        return all;
    }
}
