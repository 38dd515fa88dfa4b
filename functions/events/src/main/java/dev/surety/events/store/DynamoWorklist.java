package dev.surety.events.store;

import dev.surety.events.domain.Handling;
import dev.surety.events.domain.WorkItem;
import dev.surety.events.domain.Worklist;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.money.Money;
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
import java.util.stream.Stream;
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
 * Beside a place, under {@code <kind>#people}, lies how far people are with it, so neither's order depends on the
 * other's.
 *
 * <p>An attacker who writes this table can hide work or invent it. The journal has the truth, and {@code republish}
 * brings it back. No code of ours decides by this table.
 */
public final class DynamoWorklist implements Worklist {
    /** Longer than the stream and any queue can repeat an entry; a republish looks at the whole chain. */
    private static final Duration TOMBSTONE = Duration.ofDays(90);

    /** Ends the sort key of people's acts on a place. */
    private static final String PEOPLE = "#people";

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
        return putIf(item(place), "attribute_not_exists(pk) OR #number < :number", place.number());
    }

    @Override
    public void mark(Handling people) {
        Map<String, AttributeValue> item =
                new HashMap<>(key(people.place().toString(), people.kind() + PEOPLE));
        item.put("number", Items.of(people.number()));
        item.put("sequence", Items.of(people.sequence()));
        item.put("assignee", Items.of(people.assignee()));
        item.put("note", Items.of(people.note()));
        if (people.isClosed()) {
            item.put("closed", Items.of("yes"));
        }
        putIf(item, "attribute_not_exists(pk) OR #number < :number", people.number());
        if (people.isClosed()) {
            close(people);
        }
    }

    /** The place leaves the list, unless a later entry has opened it again. */
    private void close(Handling people) {
        Map<String, AttributeValue> closed = new HashMap<>(key(people.place().toString(), people.kind()));
        closed.put("number", Items.of(people.sequence()));
        closed.put("event", Items.of("attention.closed"));
        closed.put("expiresAt", Items.of(clock.instant().plus(TOMBSTONE).getEpochSecond()));
        putIf(closed, "#number = :number", people.sequence());
    }

    private boolean putIf(Map<String, AttributeValue> item, String condition, int number) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#number", "number"))
                    .expressionAttributeValues(Map.of(":number", Items.of(number))));
            return true;
        } catch (ConditionalCheckFailedException heard) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the work list did not take a place", e);
        }
    }

    private Map<String, AttributeValue> item(WorkItem place) {
        Map<String, AttributeValue> item = new HashMap<>(key(place.chain().toString(), place.kind()));
        place.amount().ifPresent(amount -> {
            item.put("amount", Items.of(amount.amountMinor()));
            item.put("currency", Items.of(amount.currency().code()));
        });
        place.state().ifPresent(state -> item.put("state", Items.of(state)));
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
        try {
            return dynamo
                    .queryPaginator(query -> {
                        query.tableName(table)
                                .indexName(INDEX)
                                .keyConditionExpression("queue = :queue")
                                .expressionAttributeValues(Map.of(":queue", Items.of(queue(marketplace))))
                                .limit(most);
                        after.ifPresent(place -> query.exclusiveStartKey(start(marketplace, place)));
                    })
                    .items()
                    .stream()
                    .limit(most)
                    .map(item -> new Hint(Items.text(item, "sk"), place(item)))
                    .toList();
        } catch (SdkException e) {
            throw new Outage("the work list does not answer", e);
        }
    }

    /** Every place here is in this marketplace's queue. */
    private static Map<String, AttributeValue> start(MarketplaceId marketplace, String place) {
        String[] parts = place.split(" ", -1);
        Map<String, AttributeValue> start = new HashMap<>(key(parts[1], parts[2]));
        start.put("queue", Items.of(queue(marketplace)));
        start.put("openedAt", Items.of(parts[0]));
        return start;
    }

    @Override
    public List<WorkItem> open(List<Hint> hints) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> places =
                read(hints.stream().map(hint -> hint.key().split(" ", -1)).map(place -> key(place[1], place[2])));
        Map<String, WorkItem> found = new HashMap<>();
        places.values().stream()
                .filter(item -> item.containsKey("openedAt"))
                .forEach(item -> found.put(place(item), parse(item)));
        read(found.values().stream().map(item -> key(item.chain().toString(), item.kind() + PEOPLE)))
                .values()
                .stream()
                .map(DynamoWorklist::people)
                .forEach(people -> found.replaceAll((_, item) -> item.with(people)));
        // A place that was opened again since has another position in the list by now.
        return hints.stream()
                .flatMap(hint -> Optional.ofNullable(found.get(hint.key())).stream())
                .filter(WorkItem::isOpen)
                .toList();
    }

    @Override
    public Optional<WorkItem> find(ChainId chain, String kind) {
        var place = key(chain.toString(), kind);
        var people = key(chain.toString(), kind + PEOPLE);
        var items = read(Stream.of(place, people));
        Optional<Handling> said = Optional.ofNullable(items.get(people)).map(DynamoWorklist::people);
        return Optional.ofNullable(items.get(place))
                .map(DynamoWorklist::parse)
                .map(item -> said.map(item::with).orElse(item));
    }

    /** The items of these keys, at most 100, by key. */
    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> read(
            Stream<Map<String, AttributeValue>> keys) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
        List<Map<String, AttributeValue>> wanted = keys.toList();
        for (int round = 0; !wanted.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new Outage("the work list did not answer for all places");
            }
            ContentionPause.pause(round);
            wanted = read(wanted, found);
        }
        return found;
    }

    /** Returns the keys that the store left for another call. */
    private List<Map<String, AttributeValue>> read(
            List<Map<String, AttributeValue>> keys,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found) {
        try {
            BatchGetItemResponse answer = dynamo.batchGetItem(get -> get.requestItems(Map.of(
                    table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));
            answer.responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> found.put(key(Items.text(item, "pk"), Items.text(item, "sk")), item));
            var left = answer.unprocessedKeys().get(table);
            return left == null ? List.of() : new ArrayList<>(left.keys());
        } catch (SdkException e) {
            throw new Outage("the work list does not answer", e);
        }
    }

    private static Handling people(Map<String, AttributeValue> item) {
        String kind = Items.text(item, "sk");
        return new Handling(
                ChainId.parse(Items.text(item, "pk")),
                kind.substring(0, kind.length() - PEOPLE.length()),
                (int) Items.number(item, "sequence"),
                (int) Items.number(item, "number"),
                Items.findText(item, "assignee").orElse(""),
                Items.findText(item, "note").orElse(""),
                item.containsKey("closed"));
    }

    private static WorkItem parse(Map<String, AttributeValue> item) {
        Optional<Instant> openedAt = Items.findText(item, "openedAt").map(Instant::parse);
        return new WorkItem(
                ChainId.parse(Items.text(item, "pk")),
                Items.text(item, "sk"),
                openedAt.isPresent(),
                openedAt.orElse(Instant.EPOCH),
                (int) Items.number(item, "number"),
                Items.text(item, "event"),
                Items.findText(item, "currency")
                        .map(currency -> Money.of(Items.number(item, "amount"), currency)),
                Items.findText(item, "state"),
                Optional.empty());
    }

    /** A cursor's text: since when, and which. */
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
