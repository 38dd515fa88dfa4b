package dev.surety.runtime.journal;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The journal's sparse indexes. They give hints, late and perhaps stale: the reader loads the chain and looks. No code
 * decides about money here.
 */
public final class JournalIndexes {
    private final DynamoDbClient dynamo;
    private final String table;

    public JournalIndexes(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** The attribute that a list is ordered by. */
    public enum By {
        OWNER("byOwner", "owner"),
        COUNTERPARTY("byCounterparty", "counterparty"),
        REFERENCE("byReference", "reference");

        private final String index;
        private final String attribute;

        By(String index, String attribute) {
            this.index = index;
            this.attribute = attribute;
        }
    }

    /** One place in a list: the chain, and the position to go on from. */
    public record Found(ChainId chain, String at) {
        /** As text for a cursor, which seals it. */
        public String place() {
            return at + " " + chain;
        }

        public static Found parse(String place) {
            int space = place.indexOf(' ');
            return new Found(ChainId.parse(place.substring(space + 1)), place.substring(0, space));
        }
    }

    /** All of a list, newest first; a page is read when the caller gets to it. */
    public Stream<Found> all(By by, String value, int page) {
        return all(by, value, page, Optional.empty());
    }

    /** The same, after a position. */
    public Stream<Found> all(By by, String value, int page, Optional<Found> after) {
        return Stream.iterate(
                        list(by, value, page, after),
                        found -> !found.isEmpty(),
                        found -> found.size() < page
                                ? List.<Found>of()
                                : list(by, value, page, Optional.of(found.getLast())))
                .flatMap(List::stream);
    }

    /** Newest first, at most {@code limit}, after a position that an earlier page gave. */
    public List<Found> list(By by, String value, int limit, Optional<Found> after) {
        return list(by, value, limit, after, false);
    }

    /** The same, oldest first. */
    public List<Found> oldest(By by, String value, int limit, Optional<Found> after) {
        return list(by, value, limit, after, true);
    }

    private List<Found> list(By by, String value, int limit, Optional<Found> after, boolean isForward) {
        try {
            QueryResponse page = dynamo.query(query -> {
                query.tableName(table)
                        .indexName(by.index)
                        .keyConditionExpression("#by = :value")
                        .expressionAttributeNames(Map.of("#by", by.attribute))
                        .expressionAttributeValues(Map.of(":value", Items.of(value)))
                        .scanIndexForward(isForward)
                        .limit(limit);
                after.ifPresent(place -> query.exclusiveStartKey(Map.of(
                        by.attribute, Items.of(value),
                        "at", Items.of(place.at()),
                        "pk", Items.of(place.chain().toString()),
                        "sk", Items.of(1))));
            });
            return page.items().stream()
                    .map(item -> new Found(
                            ChainId.parse(Items.text(item, "pk")), Items.text(item, "at")))
                    .toList();
        } catch (SdkException e) {
            throw new Outage("the journal's indexes do not answer", e);
        }
    }

    /** A deadline that some entry left; only the chain can tell whether it is still due. */
    public record Deadline(ChainId chain, int number, Instant at) {}

    /**
     * A page of the timer index.
     *
     * @param end where it ends, be it at a hint that could not be read; empty when there was nothing
     * @param unreadable the keys of hints that name no chain or no time
     */
    public record DuePage(List<Deadline> deadlines, Optional<Position> end, List<String> unreadable) {
        static final DuePage EMPTY = new DuePage(List.of(), Optional.empty(), List.of());
    }

    /** Deadlines of one partition after {@code from} and not after {@code until}, earliest first, at most a page. */
    public DuePage due(String partition, Position from, Instant until, int limit) {
        // A reader with a late clock may ask up to a point before its place; the store refuses such a query outright.
        if (from.dueAt().compareTo(Times.text(until)) > 0) {
            return DuePage.EMPTY;
        }
        try {
            Map<String, AttributeValue> start = from.isStart() ? Map.of() : from.key(partition);
            QueryResponse page = dynamo.query(query -> {
                query.tableName(table)
                        .indexName("byDue")
                        .keyConditionExpression("due = :due AND dueAt <= :until")
                        .expressionAttributeValues(
                                Map.of(":due", Items.of(partition), ":until", Items.of(Times.text(until))))
                        .limit(limit);
                if (!start.isEmpty()) {
                    query.exclusiveStartKey(start);
                }
            });
            return read(page.items());
        } catch (SdkException e) {
            throw new Outage("the journal's timer index does not answer", e);
        }
    }

    private static DuePage read(List<Map<String, AttributeValue>> items) {
        List<Deadline> deadlines = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Optional<Position> end = Optional.empty();
        for (Map<String, AttributeValue> item : items) {
            Position position = new Position(
                    Items.text(item, "dueAt"), Items.text(item, "pk"), (int) Items.number(item, "sk"));
            end = Optional.of(position);
            try {
                deadlines.add(new Deadline(
                        ChainId.parse(position.pk()), position.sk(), Instant.parse(position.dueAt())));
            } catch (Breach | IllegalArgumentException | DateTimeException e) {
                unreadable.add(position.toString());
            }
        }
        return new DuePage(deadlines, end, unreadable);
    }

    /** A place in the timer index: just after the deadline it names, or before everything. */
    public record Position(String dueAt, String pk, int sk) {
        public static final Position START = new Position("", "", 0);

        public static Position after(Deadline deadline) {
            return new Position(Times.text(deadline.at()), deadline.chain().toString(), deadline.number());
        }

        public boolean isStart() {
            return dueAt.isEmpty();
        }

        private Map<String, AttributeValue> key(String partition) {
            return Map.of(
                    "due", Items.of(partition),
                    "dueAt", Items.of(dueAt),
                    "pk", Items.of(pk),
                    "sk", Items.of(sk));
        }
    }
}
