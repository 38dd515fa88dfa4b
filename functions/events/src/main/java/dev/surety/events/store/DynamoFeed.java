package dev.surety.events.store;

import dev.surety.events.domain.Event;
import dev.surety.events.domain.Feed;
import dev.surety.events.domain.Stamp;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The feed in DynamoDB, a partition per marketplace and day: {@code feed#<marketplace>#<day>} with sort key
 * {@code <millis>#<counter>#<event>}. One partition takes 1,000 events a second.
 *
 * <p>Whoever can write this table can tell listeners of things that never happened; they see it when they ask for the
 * subject. Nothing is decided by it.
 */
public final class DynamoFeed implements Feed {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoFeed(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void put(Event event, Stamp stamp) {
        try {
            dynamo.putItem(put -> put.tableName(table).item(FeedItem.of(event, stamp)));
        } catch (SdkException e) {
            throw new Outage("the feed did not take an event", e);
        }
    }

    @Override
    public Optional<Stamp> newest(MarketplaceId marketplace, String day) {
        String partition = FeedItem.partition(marketplace, day);
        return query("pk = :pk", Map.of(":pk", Items.of(partition)), false, 1).stream()
                .map(item -> Stamp.parse(Items.text(item, "sk")))
                .findFirst();
    }

    @Override
    public List<Placed> read(MarketplaceId marketplace, String day, String after, String before, int most) {
        // Nothing that a key begins is a key itself, so a sign behind it makes "from" mean "after".
        Map<String, AttributeValue> values = Map.of(
                ":pk", Items.of(FeedItem.partition(marketplace, day)),
                ":after", Items.of(after + "!"),
                ":before", Items.of(before));
        return query("pk = :pk AND sk BETWEEN :after AND :before", values, true, most).stream()
                .map(item -> new Placed(Items.text(item, "sk"), FeedItem.event(item)))
                .toList();
    }

    private List<Map<String, AttributeValue>> query(
            String keys, Map<String, AttributeValue> values, boolean forward, int most) {
        try {
            return dynamo.query(query -> query.tableName(table)
                            .keyConditionExpression(keys)
                            .expressionAttributeValues(values)
                            .scanIndexForward(forward)
                            .consistentRead(true)
                            .limit(most))
                    .items();
        } catch (SdkException e) {
            throw new Outage("the feed does not answer", e);
        }
    }
}
