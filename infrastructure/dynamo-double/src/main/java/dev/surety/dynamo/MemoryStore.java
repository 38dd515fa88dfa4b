package dev.surety.dynamo;

import dev.surety.dynamo.MemoryTable.Partition;
import dev.surety.dynamo.TableShape.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Tables, and the only two ways to write to them: one item under its partition's lock, or several under all of
 * theirs.
 */
final class MemoryStore {
    private static final int MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private record Settled(TransactWriteItemsRequest request, Instant at) {}

    private final InstantSource time;
    private final Map<String, MemoryTable> tables = new LinkedHashMap<>();
    private final WriteUnits units = new WriteUnits();
    private final List<StreamRecord> stream = new ArrayList<>();
    private final List<Set<ItemKey>> transactions = new ArrayList<>();
    private final Map<String, Settled> tokens = new HashMap<>();
    private final Set<ItemKey> claimed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean lagging = new AtomicBoolean();

    MemoryStore(InstantSource time, Collection<TableShape> shapes) {
        this.time = time;
        shapes.forEach(shape -> tables.put(shape.name(), new MemoryTable(shape)));
    }

    MemoryTable table(@Nullable String name) {
        if (name == null) {
            throw Failures.validation("Value null at 'tableName' failed to satisfy constraint");
        }
        MemoryTable table = tables.get(name);
        if (table == null) {
            throw Failures.noTable(name);
        }
        return table;
    }

    Collection<MemoryTable> tables() {
        return tables.values();
    }

    WriteUnits units() {
        return units;
    }

    void lag(boolean lags) {
        lagging.set(lags);
        if (!lags) {
            settle();
        }
    }

    void settle() {
        tables.values().forEach(table -> table.indexes().forEach(MemoryIndex::settle));
    }

    List<StreamRecord> stream() {
        synchronized (stream) {
            return List.copyOf(stream);
        }
    }

    List<Set<ItemKey>> transactions() {
        synchronized (transactions) {
            return List.copyOf(transactions);
        }
    }

    Change single(Write write) {
        if (claimed.contains(write.key())) {
            units.conflicted();
            throw Failures.conflict();
        }
        Partition partition = write.table().partition(write.key().hash());
        partition.lock().lock();
        try {
            Map<String, AttributeValue> before = partition.items().get(write.key().range());
            if (!write.allowedBy(before)) {
                units.conditionFailed();
                units.spend(write.table().name(), WriteUnits.ofChange(before, null));
                throw Failures.condition(write.showsItemOnFailure() ? before : null);
            }
            Change change = write.on(before);
            commit(write, change, 1);
            return change;
        } finally {
            partition.lock().unlock();
        }
    }

    void together(TransactWriteItemsRequest request, List<Write> writes) {
        String token = request.clientRequestToken();
        if (token == null || token.isEmpty()) {
            throw new BreachError("at-most-once: a transaction without an explicit client request token");
        }
        Set<ItemKey> keys = new HashSet<>();
        if (!writes.stream().allMatch(write -> keys.add(write.key()))) {
            throw Failures.validation("Transaction request cannot include multiple operations on one item");
        }
        if (settledBefore(token, request)) {
            return;
        }
        List<ItemKey> claims = claim(writes);
        List<Partition> partitions = writes.stream()
                .sorted(Comparator.comparing((Write write) -> write.table().name())
                        .thenComparing(write -> write.key().hash(), Values.ORDER))
                .map(write -> write.table().partition(write.key().hash()))
                .toList();
        partitions.forEach(each -> each.lock().lock());
        try {
            commitAll(writes, keys);
        } finally {
            partitions.forEach(each -> each.lock().unlock());
            claims.forEach(claimed::remove);
        }
        synchronized (tokens) {
            tokens.put(token, new Settled(request, time.instant()));
        }
    }

    private boolean settledBefore(String token, TransactWriteItemsRequest request) {
        synchronized (tokens) {
            Settled settled = tokens.get(token);
            if (settled == null || settled.at().plus(TOKEN_LIFE).isBefore(time.instant())) {
                return false;
            }
            if (!settled.request().transactItems().equals(request.transactItems())) {
                throw Failures.otherParameters();
            }
            return true;
        }
    }

    /** An item takes part in one transaction at a time; the later one gets a conflict. */
    private List<ItemKey> claim(List<Write> writes) {
        List<ItemKey> claims = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (Write write : writes) {
            boolean free = claimed.add(write.key());
            reasons.add(reason(free ? "None" : "TransactionConflict", null));
            if (free) {
                claims.add(write.key());
            }
        }
        if (claims.size() < writes.size()) {
            claims.forEach(claimed::remove);
            units.conflicted();
            throw Failures.cancelled(reasons);
        }
        return claims;
    }

    private void commitAll(List<Write> writes, Set<ItemKey> keys) {
        List<Change> changes = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        int bytes = 0;
        for (Write write : writes) {
            Map<String, AttributeValue> before =
                    write.table().partition(write.key().hash()).items().get(write.key().range());
            if (!write.allowedBy(before)) {
                reasons.add(reason("ConditionalCheckFailed", write.showsItemOnFailure() ? before : null));
                continue;
            }
            try {
                Change change = write.on(before);
                changes.add(change);
                bytes += change.after() == null ? 0 : Values.size(change.after());
                reasons.add(reason("None", null));
            } catch (DynamoDbException _) {
                reasons.add(reason("ValidationError", null));
            }
        }
        if (changes.size() < writes.size()) {
            units.conditionFailed();
            for (Write write : writes) {
                Map<String, AttributeValue> item =
                        write.table().partition(write.key().hash()).items().get(write.key().range());
                units.spend(write.table().name(), 2L * WriteUnits.ofChange(item, null));
            }
            throw Failures.cancelled(reasons);
        }
        if (bytes > MAX_TRANSACTION_BYTES) {
            throw Failures.validation("Transaction size exceeds 4 MB");
        }
        synchronized (transactions) {
            transactions.add(Set.copyOf(keys));
        }
        units.transacted();
        for (int i = 0; i < writes.size(); i++) {
            commit(writes.get(i), changes.get(i), 2);
        }
    }

    private static CancellationReason reason(String code, @Nullable Map<String, AttributeValue> item) {
        CancellationReason.Builder reason = CancellationReason.builder().code(code);
        if (!code.equals("None")) {
            reason.message(code.equals("ConditionalCheckFailed") ? "The conditional request failed" : code);
        }
        if (item != null) {
            reason.item(item);
        }
        return reason.build();
    }

    private void commit(Write write, Change change, int factor) {
        MemoryTable table = write.table();
        Map<String, AttributeValue> after = change.after();
        units.spend(table.name(), (long) factor * WriteUnits.ofChange(change.before(), after));
        if (write.kind() == Write.Kind.CHECK) {
            return;
        }
        units.wrote();
        Partition partition = table.partition(write.key().hash());
        if (after == null) {
            partition.items().remove(write.key().range());
        } else {
            partition.items().put(write.key().range(), after);
        }
        for (MemoryIndex index : table.indexes()) {
            units.spend(table.name(), index.units(change));
            index.add(change, lagging.get());
        }
        if (table.shape().is(Rule.STREAMED) && !change.nothing()) {
            record(table, change);
        }
    }

    private void record(MemoryTable table, Change change) {
        StreamRecord.Kind kind = StreamRecord.Kind.MODIFY;
        if (change.before() == null) {
            kind = StreamRecord.Kind.INSERT;
        } else if (change.after() == null) {
            kind = StreamRecord.Kind.REMOVE;
        }
        synchronized (stream) {
            stream.add(new StreamRecord(
                    stream.size() + 1L,
                    table.name(),
                    kind,
                    time.instant(),
                    table.attributes(change.key()),
                    change.before(),
                    change.after()));
        }
    }
}
