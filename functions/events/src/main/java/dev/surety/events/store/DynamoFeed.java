package dev.surety.events.store;

import dev.surety.events.domain.Feed;
import dev.surety.events.domain.Stamp;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.LostRace;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The feed in DynamoDB, a partition per marketplace and day, an item a pack: see {@link FeedItems}. One partition takes
 * 1,000 write units a second.
 *
 * <p>Whoever can write this table can tell listeners of things that never happened; they see it when they ask for the
 * subject. Nothing is decided by it.
 */
public final class DynamoFeed implements Feed {
    private static final int MOST_ITEMS = 25;
    private static final int MOST_ROUNDS = 5;
    private static final int ITEMS_PER_READ = 50;

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoFeed(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void put(List<Pack> packs) {
        List<WriteRequest> waiting = packs.stream()
                .map(pack -> PutRequest.builder().item(FeedItems.of(pack)).build())
                .map(put -> WriteRequest.builder().putRequest(put).build())
                .toList();
        for (int from = 0; from < waiting.size(); from += MOST_ITEMS) {
            write(waiting.subList(from, Math.min(from + MOST_ITEMS, waiting.size())));
        }
    }

    /** The store may take some of a batch and leave the rest to be sent again. */
    private void write(List<WriteRequest> wanted) {
        List<WriteRequest> left = wanted;
        for (int round = 0; !left.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new Outage("the feed did not take all packs");
            }
            LostRace.pause(round);
            List<WriteRequest> these = left;
            try {
                left = dynamo.batchWriteItem(write -> write.requestItems(Map.of(table, these)))
                        .unprocessedItems()
                        .getOrDefault(table, List.of());
            } catch (SdkException e) {
                throw new Outage("the feed did not take a batch", e);
            }
        }
    }

    @Override
    public Optional<Stamp> newest(MarketplaceId marketplace, String day) {
        return query(QueryRequest.builder()
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Items.of(FeedItems.partition(marketplace, day))))
                        .scanIndexForward(false)
                        .limit(1))
                .stream()
                .map(item -> Stamp.parse(Items.text(item, "sk")))
                .findFirst();
    }

    @Override
    public List<Placed> read(MarketplaceId marketplace, String day, String after, String before) {
        List<Placed> placed = new ArrayList<>();
        // Nothing that a key begins is a key itself, so a sign behind it makes "from" mean "after".
        query(QueryRequest.builder()
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :after AND :before")
                        .expressionAttributeValues(Map.of(
                                ":pk", Items.of(FeedItems.partition(marketplace, day)),
                                ":after", Items.of(after + "!"),
                                ":before", Items.of(before)))
                        .limit(ITEMS_PER_READ))
                .forEach(item -> placed.addAll(FeedItems.read(item)));
        // The first item may hold events that lie before the place; its last never does.
        return placed.stream().filter(one -> one.key().compareTo(after) > 0).toList();
    }

    private List<Map<String, AttributeValue>> query(QueryRequest.Builder query) {
        try {
            return dynamo.query(query.tableName(table).consistentRead(true).build()).items();
        } catch (SdkException e) {
            throw new Outage("the feed does not answer", e);
        }
    }
}
