package dev.surety.events.store;

import dev.surety.events.domain.Event;
import dev.surety.events.domain.Feed;
import dev.surety.events.domain.Stamp;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The feed in DynamoDB, a partition per marketplace and day: {@code feed#<marketplace>#<day>} with sort key
 * {@code <millis>#<counter>#<event>}. One partition takes 1,000 events a second.
 *
 * <p>Whoever can write this table can tell listeners of things that never happened; they see it when they ask for the
 * subject. Nothing is decided by it.
 */
public final class DynamoFeed implements Feed {
    private final DynamoDbTable<FeedItem> table;

    public DynamoFeed(DynamoDbClient dynamo, String table) {
        // Without extensions: they would add conditions and attributes of their own.
        this.table = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(dynamo)
                .extensions(List.of())
                .build()
                .table(table, FeedItem.SCHEMA);
    }

    @Override
    public void put(Event event, Stamp stamp) {
        try {
            table.putItem(FeedItem.of(event, stamp));
        } catch (SdkException e) {
            throw new Outage("the feed did not take an event", e);
        }
    }

    @Override
    public Optional<Stamp> newest(MarketplaceId marketplace, String day) {
        String partition = FeedItem.partition(marketplace, day);
        return firstPage(QueryConditional.keyEqualTo(key -> key.partitionValue(partition)), false, 1).stream()
                .map(item -> Stamp.parse(item.sk()))
                .findFirst();
    }

    @Override
    public List<Placed> read(MarketplaceId marketplace, String day, String after, String before, int most) {
        String partition = FeedItem.partition(marketplace, day);
        // Nothing that a key begins is a key itself, so a sign behind it makes "from" mean "after".
        QueryConditional between = QueryConditional.sortBetween(
                key -> key.partitionValue(partition).sortValue(after + "!"),
                key -> key.partitionValue(partition).sortValue(before));
        return firstPage(between, true, most).stream()
                .map(item -> new Placed(item.sk(), item.event()))
                .toList();
    }

    private List<FeedItem> firstPage(QueryConditional keys, boolean forward, int most) {
        try {
            return table
                    .query(query -> query.queryConditional(keys)
                            .scanIndexForward(forward)
                            .consistentRead(true)
                            .limit(most))
                    .stream()
                    .limit(1)
                    .flatMap(page -> page.items().stream())
                    .toList();
        } catch (SdkException e) {
            throw new Outage("the feed does not answer", e);
        }
    }
}
