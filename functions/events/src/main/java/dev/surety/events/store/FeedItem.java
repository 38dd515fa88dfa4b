package dev.surety.events.store;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * An item of the events table. A pack holds its events in one text; an older item holds one event, an attribute a
 * member.
 *
 * @param events the packed events, which {@link FeedItems} writes and reads
 * @param expiresAt epoch seconds, when the table may drop it
 * @param alone the one event of an item without a pack
 */
record FeedItem(String pk, String sk, @Nullable String events, @Nullable Long expiresAt, Alone alone) {
    /** The members of an event that has an item to itself; all are there or none is. */
    record Alone(
            @Nullable String id,
            @Nullable String type,
            @Nullable Integer version,
            @Nullable String at,
            @Nullable Integer sequence,
            @Nullable String subject) {
        static final Alone NONE = new Alone(null, null, null, null, null, null);
    }

    static final TableSchema<FeedItem> SCHEMA = TableSchema.builder(FeedItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk").getter(FeedItem::pk).setter((b, v) -> b.pk = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk").getter(FeedItem::sk).setter((b, v) -> b.sk = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(String.class, a -> a.name("events").getter(FeedItem::events)
                    .setter((b, v) -> b.events = v))
            .addAttribute(Long.class, a -> a.name("expiresAt").getter(FeedItem::expiresAt)
                    .setter((b, v) -> b.expiresAt = v))
            .addAttribute(String.class, a -> a.name("id").getter(item -> item.alone.id())
                    .setter((b, v) -> b.id = v))
            .addAttribute(String.class, a -> a.name("type").getter(item -> item.alone.type())
                    .setter((b, v) -> b.type = v))
            .addAttribute(Integer.class, a -> a.name("version").getter(item -> item.alone.version())
                    .setter((b, v) -> b.version = v))
            .addAttribute(String.class, a -> a.name("at").getter(item -> item.alone.at())
                    .setter((b, v) -> b.at = v))
            .addAttribute(Integer.class, a -> a.name("sequence").getter(item -> item.alone.sequence())
                    .setter((b, v) -> b.sequence = v))
            .addAttribute(String.class, a -> a.name("subject").getter(item -> item.alone.subject())
                    .setter((b, v) -> b.subject = v))
            .build();

    /** The mapper fills this while it reads an item; it lives for that moment only. */
    static final class Builder {
        private String pk = "";
        private String sk = "";
        private @Nullable String events;
        private @Nullable Long expiresAt;
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable Integer version;
        private @Nullable String at;
        private @Nullable Integer sequence;
        private @Nullable String subject;

        FeedItem build() {
            return new FeedItem(pk, sk, events, expiresAt, new Alone(id, type, version, at, sequence, subject));
        }
    }
}
