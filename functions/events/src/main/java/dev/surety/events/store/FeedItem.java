package dev.surety.events.store;

import dev.surety.events.domain.Event;
import dev.surety.events.domain.Stamp;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An event as an item of the events table, and back. The marketplace is part of the key. */
final class FeedItem {
    private static final Duration KEPT = Duration.ofDays(30);

    private FeedItem() {}

    static String partition(MarketplaceId marketplace, String day) {
        return "feed#" + marketplace + "#" + day;
    }

    /** {@code expiresAt} is in epoch seconds: when the table may drop it. */
    static Map<String, AttributeValue> of(Event event, Stamp stamp) {
        return Map.of(
                "pk", Items.of(partition(event.marketplace(), stamp.day())),
                "sk", Items.of(stamp.text() + "#" + event.id()),
                "id", Items.of(event.id()),
                "type", Items.of(event.type()),
                "version", Items.of(event.version()),
                "at", Items.of(Times.text(event.at())),
                "sequence", Items.of(event.sequence()),
                "subject", Items.of(event.subject()),
                "expiresAt", Items.of(Instant.ofEpochMilli(stamp.millis()).plus(KEPT).getEpochSecond()));
    }

    static Event event(Map<String, AttributeValue> item) {
        String marketplace = Items.text(item, "pk").split("#", -1)[1];
        return new Event(
                Items.text(item, "id"),
                Items.text(item, "type"),
                (int) Items.number(item, "version"),
                new MarketplaceId(marketplace),
                Instant.parse(Items.text(item, "at")),
                (int) Items.number(item, "sequence"),
                Items.text(item, "subject"));
    }
}
