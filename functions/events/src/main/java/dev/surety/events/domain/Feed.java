package dev.surety.events.domain;

import dev.surety.model.id.MarketplaceId;
import java.util.List;
import java.util.Optional;

/** What happened in a marketplace, in the order of relaying, for 30 days. */
public interface Feed {
    /** An event in the feed; the key is its place among those of all days. */
    record Placed(String key, Event event) {}

    void put(Event event, Stamp stamp);

    /** The newest stamp of a day, seen even if it was written this moment. */
    Optional<Stamp> newest(MarketplaceId marketplace, String day);

    /** Of one day, oldest first, what lies after one key and before another, at most a few. */
    List<Placed> read(MarketplaceId marketplace, String day, String after, String before, int most);
}
