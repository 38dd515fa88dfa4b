package dev.surety.local.measure;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.TableShape.KeyPart;
import dev.surety.dynamo.TableShape.Rule;
import dev.surety.dynamo.TableShape;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The usual way to build the same features, as something to compare with: each command is one transaction over the
 * aggregate's state, its journal, the command's idempotency record and an outbox item, which is deleted once it is
 * published. Lists and timers are the same sparse indexes, on the state: a timer's row goes when the state moves on,
 * so its reader needs no cursor. Everything is kept as small as it can be; the idempotency record names the entry
 * that answers and holds no copy of the answer.
 */
final class ReferenceStore {
    private static final List<String> LISTS = List.of("owner", "counterparty", "reference");
    private static final List<String> TIMER = List.of("due", "dueAt");
    private static final KeyPart PK = KeyPart.text("pk");

    /** How plain the reference is. */
    enum Kind {
        /** Every change of an aggregate is a command: a transaction and an idempotency record of its own. */
        PLAIN,
        /**
         * A payment and its escrow change in one transaction, and only a client's command has an idempotency record:
         * the least that such a design can do.
         */
        LEAN
    }

    private final Kind kind;
    private final Map<String, Map<String, AttributeValue>> states = new HashMap<>();
    private final MemoryDynamo store = new MemoryDynamo(
            InstantSource.system(),
            List.of(
                    TableShape.of("state", PK)
                            .withIndex("byOwner", KeyPart.text("owner"), KeyPart.text("at"))
                            .withIndex("byCounterparty", KeyPart.text("counterparty"), KeyPart.text("at"))
                            .withIndex("byReference", KeyPart.text("reference"), KeyPart.text("at"))
                            .withIndex("byDue", KeyPart.text("due"), KeyPart.text("dueAt")),
                    TableShape.of("journal", PK, KeyPart.number("sk")).with(Rule.APPEND_ONLY),
                    TableShape.of("idempotency", PK),
                    TableShape.of("outbox", PK).with(Rule.DELETABLE)));

    ReferenceStore(Kind kind) {
        this.kind = kind;
    }

    /** Writes what happened in these entries and tells what it cost, by table. */
    Map<String, Long> live(List<Map<String, AttributeValue>> entries) {
        List<Map<String, AttributeValue>> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparing((Map<String, AttributeValue> entry) -> entry.get("at").s())
                .thenComparing(entry -> place(text(entry, "event"))));
        for (List<Map<String, AttributeValue>> command : commands(inOrder)) {
            write(command);
        }
        Map<String, Long> units = new LinkedHashMap<>();
        for (String table : List.of("state", "journal", "idempotency", "outbox")) {
            units.put(table, store.units().by(table));
        }
        return units;
    }

    private static int place(String event) {
        return List.of("escrow.created.v1", "escrow.funding.v1", "payment.requested.v1", "payment.captured.v1",
                        "escrow.funded.v1", "escrow.delivered.v1", "escrow.settled.v1")
                .indexOf(event);
    }

    /** What is one transaction: each entry, or a payment's together with its escrow's. */
    private List<List<Map<String, AttributeValue>>> commands(List<Map<String, AttributeValue>> entries) {
        if (kind == Kind.PLAIN) {
            return entries.stream().map(List::of).toList();
        }
        List<List<Map<String, AttributeValue>>> commands = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String event = text(entries.get(i), "event");
            boolean pair = event.equals("escrow.funding.v1") || event.equals("payment.captured.v1");
            commands.add(pair ? List.of(entries.get(i), entries.get(++i)) : List.of(entries.get(i)));
        }
        return commands;
    }

    private void write(List<Map<String, AttributeValue>> changes) {
        Map<String, AttributeValue> entry = changes.getFirst();
        List<TransactWriteItem> items = new ArrayList<>();
        changes.forEach(change -> items.add(state(change)));
        items.add(put("journal", only(entry, "pk", "sk", "event", "data", "postings", "at", "actor")));
        if (kind == Kind.PLAIN || entry.containsKey("fingerprint")) {
            Map<String, AttributeValue> record = new HashMap<>(only(entry, "fingerprint"));
            record.put("pk", entry.get("key"));
            record.put("answer", AttributeValue.fromS(text(entry, "pk") + " " + entry.get("sk").n()));
            record.put("expiresAt", AttributeValue.fromN("1800000000"));
            items.add(put("idempotency", record));
        }
        Map<String, AttributeValue> message = new HashMap<>(only(entry, "event", "at"));
        message.put("pk", AttributeValue.fromS(text(entry, "pk") + "#" + entry.get("sk").n()));
        items.add(put("outbox", message));
        store.transactWriteItems(write -> write.transactItems(items).clientRequestToken(text(entry, "key")));
        store.deleteItem(delete -> delete.tableName("outbox").key(Map.of("pk", message.get("pk"))));
    }

    /** The state grows by nothing but its number, its name and its timer: what it agreed on at first stays. */
    private TransactWriteItem state(Map<String, AttributeValue> change) {
        String pk = text(change, "pk");
        Optional<Map<String, AttributeValue>> before = Optional.ofNullable(states.get(pk));
        Map<String, AttributeValue> after = new HashMap<>(before.orElseGet(() -> only(change, "pk", "at", "data")));
        TIMER.forEach(after::remove);
        LISTS.forEach(name -> copy(change, after, name));
        TIMER.forEach(name -> copy(change, after, name));
        after.put("version", change.get("sk"));
        after.put("state", change.get("event"));
        states.put(pk, after);
        return TransactWriteItem.builder()
                .put(put -> put.tableName("state").item(after).conditionExpression(
                        before.isPresent() ? "#version = :version" : "attribute_not_exists(pk)")
                        .expressionAttributeNames(before.isPresent() ? Map.of("#version", "version") : null)
                        .expressionAttributeValues(
                                before.map(old -> Map.of(":version", old.get("version"))).orElse(null)))
                .build();
    }

    private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    private static Map<String, AttributeValue> only(Map<String, AttributeValue> item, String... names) {
        Map<String, AttributeValue> some = new HashMap<>();
        for (String name : names) {
            copy(item, some, name);
        }
        return some;
    }

    private static void copy(Map<String, AttributeValue> from, Map<String, AttributeValue> to, String name) {
        if (from.containsKey(name)) {
            to.put(name, from.get(name));
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.get(name).s();
    }
}
