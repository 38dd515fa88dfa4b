package dev.surety.events.store;

import dev.surety.events.domain.Feed;
import dev.surety.events.domain.Stamp;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The feed in DynamoDB, a partition per marketplace and day, an item a pack: see {@link FeedItems}. One partition takes
 * 1,000 write units a second.
 *
 * <p>An attacker who writes this table can tell listeners of things that never happened; they see it when they ask for
 * the subject. No code of ours decides by it.
 */
public final class DynamoFeed implements Feed {
    private static final int MOST_ITEMS = 25;
    private static final int MOST_ROUNDS = 5;
    private static final int ITEMS_PER_READ = 50;

    private final DynamoDbEnhancedClient dynamo;
    private final DynamoDbTable<FeedItem> table;

    public DynamoFeed(DynamoDbClient dynamo, String table) {
        // Without extensions: they would add conditions and attributes of their own.
        this.dynamo = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(dynamo)
                .extensions(List.of())
                .build();
        this.table = this.dynamo.table(table, FeedItem.SCHEMA);
    }

    @Override
    public void put(List<Pack> packs) {
        List<FeedItem> waiting = packs.stream().map(FeedItems::of).toList();
        for (int from = 0; from < waiting.size(); from += MOST_ITEMS) {
            write(waiting.subList(from, Math.min(from + MOST_ITEMS, waiting.size())));
        }
    }

    /** The store may take some of a batch and leave the rest to be sent again. */
    private void write(List<FeedItem> wanted) {
        List<FeedItem> left = wanted;
        for (int round = 0; !left.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new Outage("the feed did not take all packs");
            }
            ContentionPause.pause(round);
            WriteBatch.Builder<FeedItem> batch = WriteBatch.builder(FeedItem.class).mappedTableResource(table);
            left.forEach(batch::addPutItem);
            try {
                left = dynamo.batchWriteItem(write -> write.addWriteBatch(batch.build()))
                        .unprocessedPutItemsForTable(table);
            } catch (SdkException e) {
                throw new Outage("the feed did not take a batch", e);
            }
        }
    }

    @Override
    public Optional<Stamp> newest(MarketplaceId marketplace, String day) {
        String partition = FeedItems.partition(marketplace, day);
        return page(QueryConditional.keyEqualTo(key -> key.partitionValue(partition)), false, 1).stream()
                .map(item -> Stamp.parse(item.sk()))
                .findFirst();
    }

    @Override
    public List<Placed> read(MarketplaceId marketplace, String day, String after, String before) {
        String partition = FeedItems.partition(marketplace, day);
        // No key is the beginning of another, so a sign after it makes "from" mean "after".
        QueryConditional between = QueryConditional.sortBetween(
                key -> key.partitionValue(partition).sortValue(after + "!"),
                key -> key.partitionValue(partition).sortValue(before));
        List<Placed> placed = new ArrayList<>();
        page(between, true, ITEMS_PER_READ).forEach(item -> placed.addAll(FeedItems.read(item)));
        // The first item may hold events that lie before the place; its last never does.
        return placed.stream().filter(one -> one.key().compareTo(after) > 0).toList();
    }

    private List<FeedItem> page(QueryConditional keys, boolean forward, int most) {
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
