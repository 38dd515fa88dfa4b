package dev.surety.runtime.world;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.journal.Hints;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A marketplace's settings as they stand: the last entry of its settings chain holds them whole. Read from the
 * journal every time a decision needs them, because a pause holds at once.
 */
public final class Marketplaces {
    public static final String TYPE = "settings";

    /** The first entry of every sandbox marketplace's settings is found by this owner. */
    public static final String SANDBOXES = TYPE + "#sandbox";

    private static final int PAGE = 100;

    private final Journal journal;
    private final Hints hints;

    public Marketplaces(Journal journal, Hints hints) {
        this.journal = journal;
        this.hints = hints;
    }

    /** The marketplaces in sandbox mode, as far as the index shows them by now. */
    public List<MarketplaceId> sandboxes() {
        List<MarketplaceId> all = new ArrayList<>();
        Optional<Hints.Found> after = Optional.empty();
        List<Hints.Found> page;
        do {
            page = hints.list(Hints.By.OWNER, SANDBOXES, PAGE, after);
            page.forEach(found -> all.add(found.chain().marketplace()));
            after = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast());
        } while (page.size() == PAGE);
        return all;
    }

    public static ChainId chain(MarketplaceId marketplace) {
        return new ChainId(TYPE, marketplace, "settings");
    }

    public Optional<MarketplaceSettings> find(MarketplaceId marketplace) {
        return journal.last(chain(marketplace)).map(Marketplaces::from);
    }

    /** Settings as an entry of the chain stores them; their version is the entry's number. */
    public static MarketplaceSettings from(Entry entry) {
        ObjectNode data = Json.object(entry.data());
        return Json.read(data.put("version", entry.number()), MarketplaceSettings.class);
    }

    public static ObjectNode data(MarketplaceSettings settings) {
        var data = (ObjectNode) Json.tree(settings);
        data.remove("version");
        return data;
    }
}
