package dev.surety.ledger.store;

import dev.surety.ledger.domain.JournalScan;
import dev.surety.ledger.domain.Place;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The journal, whole. A scan gives the items of a partition together and by sort key, which an audit relies on. */
public final class DynamoJournalScan implements JournalScan {
    private final Scans scans;

    public DynamoJournalScan(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.scans = new Scans(dynamo, table, clock);
    }

    @Override
    public boolean each(Instant deadline, Consumer<Scanned> entry) {
        return scans.each(deadline, item -> entry.accept(scanned(item)));
    }

    @Override
    public Page page(String cursor) {
        Map<String, AttributeValue> from = Map.of();
        if (!cursor.isEmpty()) {
            int space = cursor.indexOf(' ');
            from = Map.of(
                    "pk", Items.of(cursor.substring(space + 1)),
                    "sk", AttributeValue.fromN(cursor.substring(0, space)));
        }
        var page = scans.page(from);
        Map<String, AttributeValue> last = page.lastEvaluatedKey();
        return new Page(
                page.items().stream().map(DynamoJournalScan::scanned).toList(),
                last.isEmpty() ? "" : Items.number(last, "sk") + " " + Items.text(last, "pk"));
    }

    @Override
    public List<Scanned> find(Collection<Place> places) {
        List<Map<String, AttributeValue>> keys = places.stream()
                .map(place -> Map.of("pk", Items.of(place.chain()), "sk", Items.of(place.number())))
                .toList();
        return new LedgerTable(scans.dynamo(), scans.table())
                .get(keys).stream().map(DynamoJournalScan::scanned).toList();
    }

    @Override
    public List<Scanned> chain(String chain, int from) {
        List<Scanned> entries = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        try {
            do {
                Map<String, AttributeValue> after = start;
                var page = scans.dynamo().query(query -> {
                    query.tableName(scans.table())
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk AND sk >= :from")
                            .expressionAttributeValues(Map.of(":pk", Items.of(chain), ":from", Items.of(from)));
                    if (!after.isEmpty()) {
                        query.exclusiveStartKey(after);
                    }
                });
                page.items().forEach(item -> entries.add(scanned(item)));
                start = page.lastEvaluatedKey();
            } while (!start.isEmpty());
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
        return entries;
    }

    private static Scanned scanned(Map<String, AttributeValue> item) {
        var place = EntryImages.place(item);
        return new Scanned(
                place,
                EntryImages.inserted(place, item),
                hash(item),
                text(item, "prev"),
                new Envelope(text(item, "event"), text(item, "at"), text(item, "attention")));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
    }

    private static String hash(Map<String, AttributeValue> item) {
        try {
            return EntryItems.hash(item);
        } catch (IllegalArgumentException notAnEntry) {
            return "";
        }
    }
}
