package dev.surety.dynamo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * DynamoDB in memory. It behaves as the real engine (one contract test runs against both), and refuses requests it does
 * not understand. It is stricter than the real engine where a mistake would stay unseen there: see {@link
 * TableShape.Rule} and {@link BreachError}. Safe for threads; transactions conflict as the real ones do.
 */
public final class MemoryDynamo implements DynamoDbClient {
    private static final int MAX_TRANSACTION = 100;
    private static final int MAX_BATCH_GET = 100;
    private static final int MAX_BATCH_WRITE = 25;

    private final MemoryStore store;
    private final Reads reads;
    private final WriteReader writes;
    private final AtomicInteger batchGet = new AtomicInteger(MAX_BATCH_GET);
    private final AtomicInteger batchWrite = new AtomicInteger(MAX_BATCH_WRITE);
    private final List<BreachError> breaches = new CopyOnWriteArrayList<>();

    public MemoryDynamo(InstantSource time, Collection<TableShape> shapes) {
        store = new MemoryStore(time, shapes);
        reads = new Reads(store);
        writes = new WriteReader(store::table);
    }

    /** All tables of the template, empty. */
    public static MemoryDynamo surety(InstantSource time) {
        return new MemoryDynamo(time, SuretyTables.all());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    /** Units spent since the beginning. */
    public WriteUnits units() {
        return store.units();
    }

    /** Makes a page of a query or scan end after so many bytes instead of after a megabyte. */
    public void pageBytes(int bytes) {
        reads.pageBytes(bytes);
    }

    /** Lets a batch get answer so few keys at a time; the rest comes back unprocessed. */
    public void batchGetAtMost(int keys) {
        batchGet.set(keys);
    }

    /** Lets a batch write take so few items at a time, the last ones first; the rest comes back unprocessed. */
    public void batchWriteAtMost(int items) {
        batchWrite.set(items);
    }

    /** From now on index rows are seen only after {@link #settleIndexes()}; or no longer so. */
    public void lagIndexes(boolean lags) {
        store.lag(lags);
    }

    public void settleIndexes() {
        store.settle();
    }

    /** Lets chains with this prefix be read without consistency. */
    public void allowStaleReads(String keyPrefix) {
        reads.allowStale(keyPrefix);
    }

    /** Breaches so far, also those that an edge has caught. */
    public List<BreachError> breaches() {
        return List.copyOf(breaches);
    }

    /** The change records of a table, oldest first. */
    public List<StreamRecord> stream(String table) {
        return store.stream().stream().filter(each -> each.table().equals(table)).toList();
    }

    /** The items that each transaction wrote or checked together, oldest first. */
    public List<Set<ItemKey>> transactions() {
        return store.transactions();
    }

    /** Every item of a table in the order of its keys. */
    public List<Map<String, AttributeValue>> items(String table) {
        MemoryTable found = store.table(table);
        return found.scattered().stream()
                .flatMap(partition -> partition.items().values().stream())
                .sorted(MemoryTable.orderBy(found.shape().keys()))
                .toList();
    }

    /** Every item of every table; two of these are equal exactly if nothing that is stored has changed. */
    public Map<String, List<Map<String, AttributeValue>>> everything() {
        Map<String, List<Map<String, AttributeValue>>> all = new TreeMap<>();
        store.tables().forEach(table -> all.put(table.name(), items(table.name())));
        return all;
    }

    /**
     * Puts an item past every rule, as an intruder or an older program might, for tests of the code that notices it.
     */
    public void plant(String table, Map<String, AttributeValue> item) {
        MemoryTable target = store.table(table);
        Map<String, AttributeValue> stored = Map.copyOf(Values.stored(item));
        store.single(new Write(
                Write.Kind.UPDATE, target, target.keyIn(stored), Optional.empty(), false, _ -> stored));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return noting(() -> {
            if (request.hasAttributesToGet()) {
                throw new UnsupportedOperationException("AttributesToGet is not understood");
            }
            Placeholders placeholders = new Placeholders(request.expressionAttributeNames(), Map.of());
            Optional<List<String>> names = Reads.projection(request.projectionExpression(), placeholders);
            placeholders.allUsed();
            Map<String, AttributeValue> item =
                    reads.get(store.table(request.tableName()).keyAlone(request.key()));
            if (item == null) {
                return GetItemResponse.builder().build();
            }
            return GetItemResponse.builder()
                    .item(names.map(each -> Reads.only(item, each)).orElse(item))
                    .build();
        });
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return noting(() -> {
            int asked = request.requestItems().values().stream()
                    .mapToInt(each -> each.keys().size())
                    .sum();
            if (asked < 1 || asked > MAX_BATCH_GET) {
                throw Failures.validation("Too many or too few items requested for the BatchGetItem call: " + asked);
            }
            int left = batchGet.get();
            Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
            Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
            for (Map.Entry<String, KeysAndAttributes> each : request.requestItems().entrySet()) {
                MemoryTable table = store.table(each.getKey());
                List<Map<String, AttributeValue>> rows = new ArrayList<>();
                List<Map<String, AttributeValue>> rest = new ArrayList<>();
                Placeholders placeholders = new Placeholders(each.getValue().expressionAttributeNames(), Map.of());
                Optional<List<String>> names =
                        Reads.projection(each.getValue().projectionExpression(), placeholders);
                Set<ItemKey> seen = new LinkedHashSet<>();
                for (Map<String, AttributeValue> key : each.getValue().keys()) {
                    ItemKey itemKey = table.keyAlone(key);
                    if (!seen.add(itemKey)) {
                        throw Failures.validation("Provided list of item keys contains duplicates");
                    }
                    if (left-- <= 0) {
                        rest.add(key);
                        continue;
                    }
                    Map<String, AttributeValue> item = reads.get(itemKey);
                    if (item != null) {
                        rows.add(names.map(some -> Reads.only(item, some)).orElse(item));
                    }
                }
                found.put(each.getKey(), rows);
                if (!rest.isEmpty()) {
                    unprocessed.put(each.getKey(), each.getValue().toBuilder().keys(rest).build());
                }
            }
            return BatchGetItemResponse.builder()
                    .responses(found)
                    .unprocessedKeys(unprocessed)
                    .build();
        });
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return noting(() -> reads.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return noting(() -> reads.scan(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return noting(() -> {
            onlyOld(request.returnValues());
            Change change = store.single(writes.put(request));
            return PutItemResponse.builder()
                    .attributes(request.returnValues() == ReturnValue.ALL_OLD ? change.before() : null)
                    .build();
        });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return noting(() -> {
            onlyOld(request.returnValues());
            Change change = store.single(writes.delete(request));
            return DeleteItemResponse.builder()
                    .attributes(request.returnValues() == ReturnValue.ALL_OLD ? change.before() : null)
                    .build();
        });
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return noting(() -> {
            Change change = store.single(writes.update(request));
            return UpdateItemResponse.builder().attributes(shown(request, change)).build();
        });
    }

    private static @Nullable Map<String, AttributeValue> shown(UpdateItemRequest request, Change change) {
        ReturnValue wanted = request.returnValues();
        if (wanted == null) {
            return null;
        }
        return switch (wanted) {
            case NONE -> null;
            case ALL_OLD -> change.before();
            case ALL_NEW -> change.after();
            case UPDATED_OLD -> touched(request, change.before());
            case UPDATED_NEW -> touched(request, change.after());
            case UNKNOWN_TO_SDK_VERSION -> throw Failures.validation("Unknown ReturnValues");
        };
    }

    private static @Nullable Map<String, AttributeValue> touched(
            UpdateItemRequest request, @Nullable Map<String, AttributeValue> item) {
        Placeholders placeholders =
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        Optional<UpdateExpression> update = UpdateExpression.parse(request.updateExpression(), placeholders);
        if (item == null || update.isEmpty()) {
            return null;
        }
        Map<String, AttributeValue> some = Reads.only(item, List.copyOf(update.get().touched()));
        return some.isEmpty() ? null : some;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return noting(() -> {
            List<TransactWriteItem> items = request.transactItems();
            if (items.isEmpty() || items.size() > MAX_TRANSACTION) {
                throw Failures.validation("Member must have length between 1 and " + MAX_TRANSACTION);
            }
            store.together(request, items.stream().map(writes::oneOf).toList());
            return TransactWriteItemsResponse.builder().build();
        });
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return noting(() -> {
            List<Write> asked = new ArrayList<>();
            Map<String, List<WriteRequest>> left = new LinkedHashMap<>();
            request.requestItems().forEach((table, items) -> {
                int taken = Math.max(0, items.size() - Math.max(0, batchWrite.get() - asked.size()));
                items.subList(taken, items.size()).forEach(item -> asked.add(writes.put(table, item)));
                if (taken > 0) {
                    left.put(table, items.subList(0, taken));
                }
            });
            int size = asked.size() + left.values().stream().mapToInt(List::size).sum();
            if (size < 1 || size > MAX_BATCH_WRITE) {
                throw Failures.validation("Too many or too few items requested for the BatchWriteItem call: " + size);
            }
            if (asked.stream().map(Write::key).distinct().count() < asked.size()) {
                throw Failures.validation("Provided list of item keys contains duplicates");
            }
            // No transaction: each is written alone, and in no order that is promised.
            asked.reversed().forEach(store::single);
            return BatchWriteItemResponse.builder().unprocessedItems(left).build();
        });
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        String name = store.table(request.tableName()).name();
        return DescribeTableResponse.builder()
                .table(table -> table.tableName(name).tableStatus(TableStatus.ACTIVE))
                .build();
    }

    private static void onlyOld(@Nullable ReturnValue wanted) {
        if (wanted != null && wanted != ReturnValue.NONE && wanted != ReturnValue.ALL_OLD) {
            throw Failures.validation("Return values set to invalid value");
        }
    }

    private <T> T noting(Supplier<T> call) {
        try {
            return call.get();
        } catch (BreachError e) {
            breaches.add(e);
            throw e;
        }
    }
}
