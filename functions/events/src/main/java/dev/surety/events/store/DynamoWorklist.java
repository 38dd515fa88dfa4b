package dev.surety.events.store;

import dev.surety.events.domain.WorkItem;
import dev.surety.events.domain.Worklist;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Work in DynamoDB: an item a place, {@code <chain>} and {@code <kind>}, written on condition that none with its number
 * or a later one is there. Open places carry {@code queue} and {@code openedAt}, and the index {@code byOpened} orders
 * them. A closed one stays as a tombstone, so that its opening, if it comes again, does not open it.
 *
 * <p>An attacker who writes this table can hide work or invent it. The journal has the truth, and {@code republish}
 * brings it back. No code of ours decides by this table.
 */
public final class DynamoWorklist implements Worklist {
    /** Longer than the stream and any queue can repeat an entry; a republish looks at the whole chain. */
    private static final Duration TOMBSTONE = Duration.ofDays(90);

    private static final String INDEX = "byOpened";
    private static final int MOST_ROUNDS = 10;

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    public DynamoWorklist(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean mark(WorkItem place) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item(place))
                    .conditionExpression("attribute_not_exists(pk) OR #number < :number")
                    .expressionAttributeNames(Map.of("#number", "number"))
                    .expressionAttributeValues(Map.of(":number", Items.of(place.number()))));
            return true;
        } catch (ConditionalCheckFailedException heard) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the work list did not take a place", e);
        }
    }

    private Map<String, AttributeValue> item(WorkItem place) {
        Map<String, AttributeValue> item = new HashMap<>(key(place.chain().toString(), place.kind()));
        item.put("number", Items.of(place.number()));
        item.put("event", Items.of(place.event()));
        if (place.isOpen()) {
            item.put("queue", Items.of(queue(place.chain().marketplace())));
            item.put("openedAt", Items.of(Times.text(place.at())));
        } else {
            item.put("expiresAt", Items.of(clock.instant().plus(TOMBSTONE).getEpochSecond()));
        }
        return item;
    }

    @Override
    public List<Hint> hints(MarketplaceId marketplace, Optional<String> after, int most) {
        List<Hint> hints = new ArrayList<>();
        Map<String, AttributeValue> from =
                after.map(place -> start(marketplace, place)).orElseGet(Map::of);
        try {
            do {
                Map<String, AttributeValue> start = from;
                var page = dynamo.query(query -> {
                    query.tableName(table)
                            .indexName(INDEX)
                            .keyConditionExpression("queue = :queue")
                            .expressionAttributeValues(Map.of(":queue", Items.of(queue(marketplace))))
                            .limit(most - hints.size());
                    if (!start.isEmpty()) {
                        query.exclusiveStartKey(start);
                    }
                });
                page.items().forEach(item -> hints.add(new Hint(Items.text(item, "sk"), place(item))));
                from = page.lastEvaluatedKey();
            } while (!from.isEmpty() && hints.size() < most);
        } catch (SdkException e) {
            throw new Outage("the work list does not answer", e);
        }
        return hints;
    }

    /** Whatever a place says, it is one of this marketplace's queue. */
    private static Map<String, AttributeValue> start(MarketplaceId marketplace, String place) {
        String[] parts = place.split(" ", -1);
        Map<String, AttributeValue> start = new HashMap<>(key(parts[1], parts[2]));
        start.put("queue", Items.of(queue(marketplace)));
        start.put("openedAt", Items.of(parts[0]));
        return start;
    }

    @Override
    public List<WorkItem> open(List<Hint> hints) {
        Map<String, WorkItem> found = new HashMap<>();
        List<Map<String, AttributeValue>> wanted = hints.stream()
                .map(hint -> hint.key().split(" ", -1))
                .map(place -> key(place[1], place[2]))
                .toList();
        for (int round = 0; !wanted.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new Outage("the work list did not answer for all places");
            }
            ContentionPause.pause(round);
            wanted = read(wanted, found);
        }
        // One that was opened again since stands elsewhere in the list by now.
        return hints.stream()
                .flatMap(hint -> Optional.ofNullable(found.get(hint.key())).stream())
                .toList();
    }

    /** Returns the keys that the store left for another call. */
    private List<Map<String, AttributeValue>> read(
            List<Map<String, AttributeValue>> keys, Map<String, WorkItem> found) {
        try {
            BatchGetItemResponse answer = dynamo.batchGetItem(get -> get.requestItems(Map.of(
                    table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));
            for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
                if (item.containsKey("openedAt")) {
                    found.put(place(item), parse(item));
                }
            }
            var left = answer.unprocessedKeys().get(table);
            return left == null ? List.of() : new ArrayList<>(left.keys());
        } catch (SdkException e) {
            throw new Outage("the work list does not answer", e);
        }
    }

    private static WorkItem parse(Map<String, AttributeValue> item) {
        return new WorkItem(
                ChainId.parse(Items.text(item, "pk")),
                Items.text(item, "sk"),
                true,
                Instant.parse(Items.text(item, "openedAt")),
                (int) Items.number(item, "number"),
                Items.text(item, "event"));
    }

    /** One word for a cursor: since when, and which. */
    private static String place(Map<String, AttributeValue> item) {
        return Items.text(item, "openedAt") + " " + Items.text(item, "pk") + " " + Items.text(item, "sk");
    }

    private static Map<String, AttributeValue> key(String chain, String kind) {
        return Map.of("pk", Items.of(chain), "sk", Items.of(kind));
    }

    private static String queue(MarketplaceId marketplace) {
        return "worklist#" + marketplace;
    }
}
