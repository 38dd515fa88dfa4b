package dev.surety.ledger.store;

import dev.surety.ledger.domain.JournalScan;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.EntryItems;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
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

    private static Scanned scanned(Map<String, AttributeValue> item) {
        var place = EntryImages.place(item);
        return new Scanned(
                place,
                EntryImages.inserted(place, item),
                hash(item),
                Items.findText(item, "prev").orElse(""));
    }

    private static String hash(Map<String, AttributeValue> item) {
        try {
            return EntryItems.hash(item);
        } catch (IllegalArgumentException notAnEntry) {
            return "";
        }
    }
}
