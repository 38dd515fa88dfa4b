package dev.surety.ledger.store;

import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.JournalScan;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.resilience.Outage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The journal, whole. A scan gives the items of a partition together and by sort key, which an audit relies on. */
public final class DynamoJournalScan implements JournalScan {
    private final LedgerTable journal;

    public DynamoJournalScan(DynamoDbClient dynamo, String table) {
        this.journal = new LedgerTable(dynamo, table);
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
        var page = scan(from);
        Map<String, AttributeValue> last = page.lastEvaluatedKey();
        return new Page(
                page.items().stream().map(DynamoJournalScan::scanned).toList(),
                last.isEmpty() ? "" : Items.number(last, "sk") + " " + Items.text(last, "pk"));
    }

    private ScanResponse scan(Map<String, AttributeValue> from) {
        ScanRequest.Builder scan =
                ScanRequest.builder().tableName(journal.name()).consistentRead(true);
        if (!from.isEmpty()) {
            scan.exclusiveStartKey(from);
        }
        try {
            return journal.dynamo().scan(scan.build());
        } catch (SdkException e) {
            throw new Outage("the journal could not be scanned", e);
        }
    }

    @Override
    public List<Scanned> find(Collection<EntryRef> places) {
        List<Map<String, AttributeValue>> keys = places.stream()
                .map(place -> Map.of("pk", Items.of(place.chain()), "sk", Items.of(place.number())))
                .toList();
        return journal.get(keys).stream().map(DynamoJournalScan::scanned).toList();
    }

    private static Scanned scanned(Map<String, AttributeValue> item) {
        var place = EntryImages.place(item);
        return new Scanned(
                place,
                EntryImages.inserted(place, item),
                hash(item),
                text(item, "prev"),
                new Envelope(text(item, "event"), text(item, "at"), text(item, "attention")),
                text(item, "dueAt"));
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
