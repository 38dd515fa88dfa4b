package dev.surety.runtime.journal;

import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Sealed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The journal in DynamoDB: the only truth. Loading reads a whole chain, consistently and to its last page. Appending is
 * one conditional put; nothing here can update or delete.
 *
 * <p>An attacker who writes this table can forge the future of a chain, but not its past without breaking the hashes
 * every later entry carries.
 */
public final class Journal {
    /** Callers may add entries below this number. */
    public static final int MOST_ENTRIES = 500;

    /** Timers, banks and gateways may add entries to a folded chain up to this number: more than they can come to. */
    public static final int LAST_ENTRY = 6_000;

    private static final int NONCE_BYTES = 16;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Supplier<String> nonces;

    public Journal(DynamoDbClient dynamo, String table) {
        this(dynamo, table, Journal::randomNonce);
    }

    /** @param nonces gives 128 random bits as text, new ones at every call */
    public Journal(DynamoDbClient dynamo, String table, Supplier<String> nonces) {
        this.dynamo = dynamo;
        this.table = table;
        this.nonces = nonces;
    }

    private static String randomNonce() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sealed.random(NONCE_BYTES));
    }

    public Chain load(ChainId id) {
        List<Map<String, AttributeValue>> items = query(id, true, Integer.MAX_VALUE);
        List<Entry> entries = items.stream().map(EntryItems::fromItem).toList();
        return new Chain(id, entries, items.isEmpty() ? Map.of() : items.getLast());
    }

    /** The last entry of a chain of another function: enough to read its aggregate's state. */
    public Optional<Entry> last(ChainId id) {
        return query(id, false, 1).stream().findFirst().map(EntryItems::fromItem);
    }

    /** A chain that is its last entry, to be appended to. */
    public StateChain state(ChainId id) {
        Optional<Map<String, AttributeValue>> item = query(id, false, 1).stream().findFirst();
        return new StateChain(id, item.map(EntryItems::fromItem), item.orElse(Map.of()));
    }

    /**
     * Finds the entry that a command or fact left in a chain which is too long to load. The store looks from the newest
     * back to the first, and sends the entry only if it is there. Ask after {@link #state}: then an entry that came
     * between has the place that the append wants.
     */
    public Optional<Entry> seen(StateChain chain, CommandKey key) {
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return dynamo
                    .queryPaginator(query -> query.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk")
                            .filterExpression("#key = :key")
                            .expressionAttributeNames(Map.of("#key", "key"))
                            .expressionAttributeValues(Map.of(
                                    ":pk", Items.of(chain.id().toString()), ":key", Items.of(key.hash())))
                            .scanIndexForward(false))
                    .items()
                    .stream()
                    .findFirst()
                    .map(EntryItems::fromItem);
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
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
     * Appends after the chain as it was read. Three things can have happened when this returns:
     *
     * <ul>
     * <li>our entry is there ({@link Append.Done}, fresh);
     * <li>an entry with our key was there already, put by an earlier try or by another instance ({@link Append.Done}
     * with that entry, not fresh);
     * <li>or another entry took the place ({@link Append.Lost}).
     * </ul>
     *
     * <p>The entry's nonce tells the first from the second, also when the SDK sends a put again whose reply it did not
     * get. When the reply is lost for good, we ask the store. If it does not answer either, this is an outage, and the
     * key tells the next try what became of this one.
     */
    public Append append(Tip chain, Draft draft) {
        Invariants.hold(
                draft.postings().stream()
                        .noneMatch(posting -> posting.account().kind().isGuarded()
                                && posting.money().isNegative()),
                "guarded: a debit of payable or reserve needs a transaction with its balance");
        Prepared prepared = prepare(chain, draft);
        Put put = prepared.put();
        try {
            dynamo.putItem(request -> request.tableName(put.tableName())
                    .item(put.item())
                    .conditionExpression(put.conditionExpression())
                    .returnValuesOnConditionCheckFailure(put.returnValuesOnConditionCheckFailure()));
            return new Append.Done(prepared.entry(), true);
        } catch (ConditionalCheckFailedException taken) {
            return taken.hasItem() ? prepared.taken(taken.item()) : readBack(prepared, taken);
        } catch (SdkException lost) {
            return readBack(prepared, lost);
        }
    }

    /** Prepares an entry without putting it, for a transaction that puts it under further conditions. */
    public Prepared prepare(Tip chain, Draft draft) {
        Invariants.hold(!chain.isFull(), "a chain that is folded ends at 6,000 entries");
        return Prepared.of(table, entry(chain, draft, nonces.get()));
    }

    /** The outcome that the place of a prepared entry shows; nothing if the place is free. */
    public Optional<Append> look(Prepared prepared) {
        return find(prepared.entry().chain(), prepared.entry().number()).map(prepared::judge);
    }

    private Append readBack(Prepared wanted, SdkException cause) {
        try {
            return read(wanted.entry().chain(), wanted.entry().number())
                    .map(wanted::judge)
                    .orElseThrow(() -> new Outage("the journal did not take an entry", cause));
        } catch (SdkException again) {
            again.addSuppressed(cause);
            throw new Outage("the journal does not answer", again);
        }
    }

    private static Entry entry(Tip chain, Draft draft, String nonce) {
        var at = draft.at().truncatedTo(ChronoUnit.MILLIS);
        Optional<Instant> before = chain.tip().map(Entry::at);
        return new Entry(
                chain.id(),
                chain.version() + 1,
                draft.event(),
                Json.canonical(draft.data()),
                draft.postings(),
                before.filter(at::isBefore).orElse(at),
                draft.actor(),
                draft.key().hash(),
                draft.key().fingerprint(),
                draft.answers(),
                before.isEmpty() ? "" : chain.lastHash(),
                draft.index(),
                draft.due().map(due -> new Entry.Due(due.partition(), due.at().truncatedTo(ChronoUnit.MILLIS))),
                draft.attention(),
                nonce,
                draft.note(),
                draft.ends().map(Json::canonical));
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

    private List<Map<String, AttributeValue>> query(ChainId id, boolean forward, int most) {
        try {
            return dynamo
                    .queryPaginator(query -> {
                        query.tableName(table)
                                .consistentRead(true)
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Items.of(id.toString())))
                                .scanIndexForward(forward);
                        if (most < MOST_ENTRIES) {
                            query.limit(most);
                        }
                    })
                    .items()
                    .stream()
                    .limit(most)
                    .toList();
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
    }
}
