package dev.surety.events.store;

import dev.surety.events.domain.Event;
import dev.surety.events.domain.Stamp;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * An event as an item of the events table. The marketplace is part of the key.
 *
 * @param expiresAt epoch seconds, when the table may drop it
 */
record FeedItem(
        String pk,
        String sk,
        String id,
        String type,
        int version,
        String at,
        int sequence,
        String subject,
        long expiresAt) {
    private static final Duration KEPT = Duration.ofDays(30);

    static final TableSchema<FeedItem> SCHEMA = TableSchema.builder(FeedItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk").getter(FeedItem::pk).setter((b, v) -> b.pk = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk").getter(FeedItem::sk).setter((b, v) -> b.sk = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(String.class, a -> a.name("id").getter(FeedItem::id).setter((b, v) -> b.id = v))
            .addAttribute(String.class, a -> a.name("type").getter(FeedItem::type).setter((b, v) -> b.type = v))
            .addAttribute(Integer.class, a -> a.name("version").getter(FeedItem::version)
                    .setter((b, v) -> b.version = v))
            .addAttribute(String.class, a -> a.name("at").getter(FeedItem::at).setter((b, v) -> b.at = v))
            .addAttribute(Integer.class, a -> a.name("sequence").getter(FeedItem::sequence)
                    .setter((b, v) -> b.sequence = v))
            .addAttribute(String.class, a -> a.name("subject").getter(FeedItem::subject)
                    .setter((b, v) -> b.subject = v))
            .addAttribute(Long.class, a -> a.name("expiresAt").getter(FeedItem::expiresAt)
                    .setter((b, v) -> b.expiresAt = v))
            .build();

    static String partition(MarketplaceId marketplace, String day) {
        return "feed#" + marketplace + "#" + day;
    }

    static FeedItem of(Event event, Stamp stamp) {
        return new FeedItem(
                partition(event.marketplace(), stamp.day()),
                stamp.text() + "#" + event.id(),
                event.id(),
                event.type(),
                event.version(),
                Times.text(event.at()),
                event.sequence(),
                event.subject(),
                Instant.ofEpochMilli(stamp.millis()).plus(KEPT).getEpochSecond());
    }

    Event event() {
        String marketplace = pk.split("#", -1)[1];
        return new Event(id, type, version, new MarketplaceId(marketplace), Instant.parse(at), sequence, subject);
    }

    /** What the mapper fills while it reads an item; lives for that moment only. */
    static final class Builder {
        private String pk = "";
        private String sk = "";
        private String id = "";
        private String type = "";
        private int version;
        private String at = "";
        private int sequence;
        private String subject = "";
        private long expiresAt;

        FeedItem build() {
            return new FeedItem(pk, sk, id, type, version, at, sequence, subject, expiresAt);
        }
    }
}
