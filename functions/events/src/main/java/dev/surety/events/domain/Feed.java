package dev.surety.events.domain;

import dev.surety.model.id.MarketplaceId;
import java.util.List;
import java.util.Optional;

/** The events of a marketplace, in the order of relaying, for 30 days. */
public interface Feed {
    /** The events of one marketplace that one relay puts at once: 25 at most, under one stamp. */
    record Pack(MarketplaceId marketplace, Stamp stamp, List<Event> events) {
        public static final int MOST_EVENTS = 25;

        public Pack {
            events = List.copyOf(events);
        }
    }

    /** An event in the feed; the key is its place among those of all days. */
    record Placed(String key, Event event) {}

    /**
     * Puts packs, at most one of each marketplace, in any order. After an {@code Outage} some of them may be there. So
     * never pass two packs of one marketplace, whose order matters.
     */
    void put(List<Pack> packs);

    /** The newest stamp of a day, seen even if it was written this moment. */
    Optional<Stamp> newest(MarketplaceId marketplace, String day);

    /** Reads one day's events between two keys, oldest first; empty only if there are none. */
    List<Placed> read(MarketplaceId marketplace, String day, String after, String before);
}
