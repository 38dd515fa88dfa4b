package dev.surety.events.store;

import dev.surety.events.domain.Event;
import dev.surety.events.domain.Feed.Pack;
import dev.surety.events.domain.Feed.Placed;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Packs of events as items of the events table: under {@code feed#<marketplace>#<day>} and {@code <stamp>#<first
 * event's id>#z}, in one text, an array an event: {@code [id, type, version, at, sequence, subject]} and, where there
 * is more to say, an object. Seven events fill a write unit. The place of an event within its item ends in {@code #00}
 * and on, but that of the last, which is the item's own: so the item lies after all places but the last of its events.
 *
 * <p>Items that were written before there were packs hold one event, an attribute a member; their key ends in its id.
 */
final class FeedItems {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String LAST = "#z";
    private static final String OUTCOME = "outcome";
    private static final String REPUBLISHED = "republished";

    private FeedItems() {}

    static String partition(MarketplaceId marketplace, String day) {
        return "feed#" + marketplace + "#" + day;
    }

    static FeedItem of(Pack pack) {
        ArrayNode events = Json.object().putArray("events");
        pack.events().forEach(event -> add(event, events.addArray()));
        return new FeedItem(
                partition(pack.marketplace(), pack.stamp().day()),
                pack.stamp().text() + "#" + pack.events().getFirst().id() + LAST,
                Json.text(events),
                Instant.ofEpochMilli(pack.stamp().millis()).plus(KEPT).getEpochSecond(),
                FeedItem.Alone.NONE);
    }

    private static void add(Event event, ArrayNode to) {
        to.add(event.id())
                .add(event.type())
                .add(event.version())
                .add(Times.text(event.at()))
                .add(event.sequence())
                .add(event.subject());
        ObjectNode more = Json.object();
        event.outcome().ifPresent(outcome -> more.put(OUTCOME, outcome));
        if (event.isRepublished()) {
            more.put(REPUBLISHED, true);
        }
        if (!more.isEmpty()) {
            to.add(more);
        }
    }

    /** The events of an item, each at its place. */
    static List<Placed> read(FeedItem item) {
        String key = item.sk();
        var marketplace = new MarketplaceId(item.pk().split("#", -1)[1]);
        String packed = item.events();
        if (packed == null) {
            return List.of(new Placed(key, alone(marketplace, item.alone())));
        }
        ArrayNode events = Json.read(packed, ArrayNode.class);
        String before = key.substring(0, key.length() - LAST.length());
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            boolean isLast = i == events.size() - 1;
            String place = isLast ? key : String.format(Locale.ROOT, "%s#%02d", before, i);
            placed.add(new Placed(place, event(marketplace, events.get(i))));
        }
        return placed;
    }

    private static Event event(MarketplaceId marketplace, JsonNode said) {
        JsonNode more = said.path(6);
        return new Event(
                said.get(0).stringValue(),
                said.get(1).stringValue(),
                said.get(2).intValue(),
                marketplace,
                Instant.parse(said.get(3).stringValue()),
                said.get(4).intValue(),
                said.get(5).stringValue(),
                more.has(OUTCOME) ? Optional.of(more.get(OUTCOME).stringValue()) : Optional.empty(),
                more.path(REPUBLISHED).asBoolean(false));
    }

    private static Event alone(MarketplaceId marketplace, FeedItem.Alone said) {
        return new Event(
                Objects.requireNonNull(said.id()),
                Objects.requireNonNull(said.type()),
                Objects.requireNonNull(said.version()),
                marketplace,
                Instant.parse(Objects.requireNonNull(said.at())),
                Objects.requireNonNull(said.sequence()),
                Objects.requireNonNull(said.subject()),
                Optional.empty(),
                false);
    }
}
