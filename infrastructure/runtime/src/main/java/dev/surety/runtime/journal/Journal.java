package dev.surety.runtime.journal;

import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The journal in DynamoDB: the only truth. Loading reads a whole chain, consistently and to its last page. Appending
 * is one conditional put; nothing here can update or delete.
 *
 * <p>Whoever can write this table can forge the future of a chain, but not its past without breaking the hashes every
 * later entry carries.
 */
public final class Journal {
    /** A chain ends here; parties' commands end at {@link #MOST_BY_PARTIES}, so that exits always fit. */
    public static final int MOST_ENTRIES = 500;

    public static final int MOST_BY_PARTIES = 400;

    private final DynamoDbClient dynamo;
    private final String table;

    public Journal(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    public Chain load(ChainId id) {
        return new Chain(id, query(id, true, Integer.MAX_VALUE));
    }

    /** The last entry of a chain of another function: enough to see how its aggregate stands. */
    public Optional<Entry> last(ChainId id) {
        return query(id, false, 1).stream().findFirst();
    }

    /** Whether the chain has an entry with this number; the cheapest way to see that a deadline was dealt with. */
    public boolean has(ChainId id, int number) {
        return find(id, number).isPresent();
    }

    public Optional<Entry> find(ChainId id, int number) {
        try {
            return read(id, number);
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
    }

    /**
     * Appends after the chain as it was read. Three things can have happened when this returns: our entry is there
     * ({@link Append.Done}); an entry with our key was there already, put by an earlier try of ours or by another
     * instance with the same fact ({@link Append.Done} too, with that entry); or another entry took the place
     * ({@link Append.Lost}). When the reply is lost, the store is asked; when it cannot be, this is an outage, and
     * the key tells the next try what became of this one.
     */
    public Append append(Chain chain, Draft draft) {
        Invariants.hold(chain.version() < MOST_ENTRIES, "a chain ends at 500 entries");
        Invariants.hold(
                draft.postings().stream()
                        .noneMatch(posting -> posting.account().kind().isGuarded()
                                && posting.money().isNegative()),
                "guarded: a debit of payable or reserve needs a transaction with its balance");
        Entry entry = entry(chain, draft);
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(EntryItems.toItem(entry))
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Append.Done(entry, true);
        } catch (ConditionalCheckFailedException taken) {
            return taken.hasItem() ? judge(EntryItems.fromItem(taken.item()), entry) : readBack(entry, taken);
        } catch (SdkException lost) {
            return readBack(entry, lost);
        }
    }

    private Append readBack(Entry wanted, SdkException cause) {
        try {
            return read(wanted.chain(), wanted.number())
                    .map(found -> judge(found, wanted))
                    .orElseThrow(() -> new Outage("the journal did not take an entry", cause));
        } catch (SdkException again) {
            again.addSuppressed(cause);
            throw new Outage("the journal does not answer", again);
        }
    }

    private static Append judge(Entry found, Entry wanted) {
        boolean ours = found.key().equals(wanted.key())
                && found.fingerprint().equals(wanted.fingerprint())
                && found.event().equals(wanted.event());
        return ours ? new Append.Done(found, false) : new Append.Lost(found);
    }

    private static Entry entry(Chain chain, Draft draft) {
        var at = draft.at().truncatedTo(ChronoUnit.MILLIS);
        boolean first = chain.isEmpty();
        return new Entry(
                chain.id(),
                chain.version() + 1,
                draft.event(),
                Json.canonical(draft.data()),
                draft.postings(),
                first || at.isAfter(chain.last().at()) ? at : chain.last().at(),
                draft.actor(),
                draft.key().hash(),
                draft.key().fingerprint(),
                draft.answers(),
                first ? "" : EntryItems.hash(chain.last()),
                draft.index(),
                draft.due().map(due -> new Entry.Due(due.partition(), due.at().truncatedTo(ChronoUnit.MILLIS))),
                draft.attention());
    }

    private Optional<Entry> read(ChainId id, int number) {
        Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                        .consistentRead(true)
                        .key(Map.of(
                                EntryItems.PK, Items.of(id.toString()),
                                EntryItems.SK, Items.of(number))))
                .item();
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(EntryItems.fromItem(item));
    }

    private List<Entry> query(ChainId id, boolean forward, int most) {
        List<Entry> entries = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        try {
            do {
                Map<String, AttributeValue> start = from;
                var page = dynamo.query(query -> {
                    query.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(Map.of(":pk", Items.of(id.toString())))
                            .scanIndexForward(forward);
                    if (most < MOST_ENTRIES) {
                        query.limit(most);
                    }
                    if (!start.isEmpty()) {
                        query.exclusiveStartKey(start);
                    }
                });
                page.items().forEach(item -> entries.add(EntryItems.fromItem(item)));
                from = page.lastEvaluatedKey();
            } while (!from.isEmpty() && entries.size() < most);
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
        return entries;
    }
}
