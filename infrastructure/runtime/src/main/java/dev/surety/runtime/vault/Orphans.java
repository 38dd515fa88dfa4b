package dev.surety.runtime.vault;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.Outage;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Destroys texts that no entry names: the vault kept them first, and then the entry was never appended. It looks at
 * texts from the second day after they were kept. No command takes that long, and a repeated command keeps its texts
 * anew, which moves them to a later day. The wrapped key stays: without texts it opens nothing.
 *
 * <p>An attacker who runs this reads no texts and can destroy some. It cannot destroy texts that an entry names, except
 * by lying about the journal.
 */
public final class Orphans {
    private static final String INDEX = "byKeptOn";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Journal journal;

    public Orphans(DynamoDbClient dynamo, String table, Journal journal) {
        this.dynamo = dynamo;
        this.table = table;
        this.journal = journal;
    }

    /** How many texts of a day were checked, and how many of them destroyed. */
    public record Swept(int looked, int destroyed) {}

    public Swept sweep(LocalDate day) {
        return sweep(dynamo.queryPaginator(query -> query.tableName(table)
                        .indexName(INDEX)
                        .keyConditionExpression("keptOn = :day")
                        .expressionAttributeValues(Map.of(":day", Items.of(day.toString()))))
                .items());
    }

    /**
     * The same for texts in no index, kept from the first to the last of these days, or by a release that wrote no day.
     * It reads the whole vault, without opening any of it.
     */
    public Swept sweepAll(LocalDate first, LocalDate last) {
        return sweep(dynamo.scanPaginator(scan -> scan.tableName(table)
                        .projectionExpression("pk, sk, kept")
                        .filterExpression("attribute_not_exists(keptOn)"
                                + " AND (attribute_not_exists(kept) OR (kept >= :first AND kept <= :last))")
                        .expressionAttributeValues(Map.of(
                                ":first", Items.of(first.toString()),
                                ":last", Items.of(last.toString()))))
                .items());
    }

    private Swept sweep(Iterable<Map<String, AttributeValue>> texts) {
        int looked = 0;
        int destroyed = 0;
        try {
            for (Map<String, AttributeValue> item : texts) {
                looked++;
                destroyed += isNamed(item) ? 0 : destroy(item);
            }
        } catch (SdkException e) {
            throw new Outage("the vault does not answer", e);
        }
        return new Swept(looked, destroyed);
    }

    /** In whichever attribute an entry names it: its data, or the note beside it. */
    private boolean isNamed(Map<String, AttributeValue> item) {
        String commitment = Items.text(item, "sk");
        return journal.load(ChainId.parse(Items.text(item, "pk"))).entries().stream()
                .flatMap(entry -> EntryItems.toItem(entry).values().stream())
                .anyMatch(value -> value.s() != null && value.s().contains(commitment));
    }

    /** Destroys the text as it was seen; one that is kept anew meanwhile stays. */
    private int destroy(Map<String, AttributeValue> item) {
        String attribute = item.containsKey(Vault.INDEXED_DAY) ? Vault.INDEXED_DAY : Vault.DAY;
        Optional<AttributeValue> day = Optional.ofNullable(item.get(attribute));
        try {
            dynamo.deleteItem(delete -> {
                delete.tableName(table)
                        .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                        .conditionExpression(day.isPresent()
                                ? attribute + " = :day"
                                : "attribute_not_exists(kept) AND attribute_not_exists(keptOn)");
                day.ifPresent(at -> delete.expressionAttributeValues(Map.of(":day", at)));
            });
            return 1;
        } catch (ConditionalCheckFailedException keptAnew) {
            return 0;
        }
    }
}
