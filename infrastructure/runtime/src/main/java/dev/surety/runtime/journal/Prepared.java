package dev.surety.runtime.journal;

import dev.surety.model.journal.Entry;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * An entry with its nonce, ready to be put in its place and nowhere else.
 *
 * @param put as one item of a transaction; its condition fails if the place is taken, and then gives the item there
 */
public record Prepared(Entry entry, Put put) {
    private static final int MOST_TOKEN = 36;

    static Prepared of(String table, Entry entry) {
        return new Prepared(
                entry,
                Put.builder()
                        .tableName(table)
                        .item(EntryItems.toItem(entry))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build());
    }

    /**
     * The ClientRequestToken of the transaction that puts this entry. It covers the nonce, too. If it covered the
     * content alone, two workers with one message would both be told of success, and both call the bank.
     */
    public String token() {
        return EntryItems.hash(put.item()).substring(0, MOST_TOKEN);
    }

    /** The outcome of an append that found this item in the entry's place. */
    public Append taken(Map<String, AttributeValue> item) {
        return judge(EntryItems.fromItem(item));
    }

    Append judge(Entry found) {
        boolean same = found.key().equals(entry.key())
                && found.fingerprint().equals(entry.fingerprint())
                && found.event().equals(entry.event());
        return same
                ? new Append.Done(found, found.nonce().equals(entry.nonce()))
                : new Append.Lost(found);
    }
}
