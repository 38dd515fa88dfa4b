package dev.surety.dynamo;

import dev.surety.dynamo.MemoryTable.Partition;
import dev.surety.dynamo.TableShape.KeyPart;
import dev.surety.dynamo.TableShape.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Queries and scans, page by page. */
final class Reads {
    private static final int PAGE_BYTES = 1024 * 1024;

    /** Part of an answer: the items found, the number read, and where to go on. */
    private record Page(
            List<Map<String, AttributeValue>> items, int looked, @Nullable Map<String, AttributeValue> last) {}

    private final MemoryStore store;
    private final AtomicInteger pageBytes = new AtomicInteger(PAGE_BYTES);
    private final Set<String> staleReads = new CopyOnWriteArraySet<>();

    Reads(MemoryStore store) {
        this.store = store;
    }

    void pageBytes(int bytes) {
        pageBytes.set(bytes);
    }

    void allowStale(String keyPrefix) {
        staleReads.add(keyPrefix);
    }

    @Nullable Map<String, AttributeValue> get(ItemKey key) {
        Partition partition = store.table(key.table()).partition(key.hash());
        // An item is invisible until it is in every index that a test does not let lag.
        partition.lock().lock();
        try {
            return partition.items().get(key.range());
        } finally {
            partition.lock().unlock();
        }
    }

    QueryResponse query(QueryRequest request) {
        if (request.hasKeyConditions() || request.hasQueryFilter() || request.hasAttributesToGet()) {
            throw new UnsupportedOperationException("only expressions are understood in queries");
        }
        MemoryTable table = store.table(request.tableName());
        Optional<MemoryIndex> index = Optional.ofNullable(request.indexName()).map(table::index);
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        if (index.isPresent() && consistent) {
            throw Failures.validation("Consistent reads are not supported on global secondary indexes");
        }
        KeyPart hash = index.map(each -> each.shape().hashKey()).orElse(table.shape().hashKey());
        Optional<KeyPart> range =
                index.map(each -> each.shape().rangeKey()).or(() -> table.shape().rangeKey());
        Placeholders placeholders =
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        Condition keyCondition = ConditionParser.parse(request.keyConditionExpression(), placeholders)
                .orElseThrow(() -> Failures.validation("Either the KeyConditions or KeyConditionExpression parameter"
                        + " must be specified in the request."));
        Optional<Condition> filter = ConditionParser.parse(request.filterExpression(), placeholders);
        Optional<List<String>> projection = projection(request.projectionExpression(), placeholders);
        placeholders.allUsed();
        KeyRange keys = KeyRange.of(keyCondition, hash, range);
        refuseKeysInFilter(filter, hash, range);
        index.ifPresent(each -> refuseUnprojected(each, projection));
        if (index.isEmpty() && !consistent) {
            refuseStale(table, keys.hash());
        }
        List<Map<String, AttributeValue>> rows = new ArrayList<>(
                index.map(each -> each.rows(keys.hash())).orElseGet(() -> snapshot(table.partition(keys.hash()))));
        Comparator<Map<String, AttributeValue>> order = index.map(MemoryIndex::order)
                .orElseGet(() -> MemoryTable.orderBy(table.shape().rangeKey().stream().toList()));
        List<String> position = index.map(MemoryIndex::attributes)
                .orElseGet(() -> table.shape().keys().stream().map(KeyPart::name).toList());
        boolean backward = Boolean.FALSE.equals(request.scanIndexForward());
        if (backward) {
            rows = rows.reversed();
            order = order.reversed();
        }
        rows.removeIf(row -> !keys.holds(row));
        Optional<Map<String, AttributeValue>> start =
                start(request.hasExclusiveStartKey(), request.exclusiveStartKey(), position);
        if (start.filter(key -> !keys.holds(key)).isPresent()) {
            throw Failures.validation("The provided starting key does not match the range key predicate");
        }
        Page page = page(rows, order, start, request.limit(), filter, position);
        QueryResponse.Builder response =
                QueryResponse.builder().count(page.items().size()).scannedCount(page.looked());
        if (request.select() != Select.COUNT) {
            response.items(project(page.items(), projection));
        }
        return page.last() == null ? response.build() : response.lastEvaluatedKey(page.last()).build();
    }

    ScanResponse scan(ScanRequest request) {
        if (request.hasScanFilter() || request.hasAttributesToGet() || request.indexName() != null) {
            throw new UnsupportedOperationException("only scans of tables, with expressions, are understood");
        }
        MemoryTable table = store.table(request.tableName());
        Placeholders placeholders =
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        Optional<Condition> filter = ConditionParser.parse(request.filterExpression(), placeholders);
        Optional<List<String>> projection = projection(request.projectionExpression(), placeholders);
        placeholders.allUsed();
        String hash = table.shape().hashKey().name();
        Comparator<Map<String, AttributeValue>> order = Comparator.comparingLong(
                        (Map<String, AttributeValue> row) ->
                                MemoryTable.scatter(Objects.requireNonNull(row.get(hash))))
                .thenComparing(MemoryTable.orderBy(table.shape().keys()));
        Predicate<Partition> segment = segment(request);
        List<Map<String, AttributeValue>> rows = table.scattered().stream()
                .filter(segment)
                .flatMap(partition -> snapshot(partition).stream())
                .toList();
        List<String> position = table.shape().keys().stream().map(KeyPart::name).toList();
        Page page = page(rows, order, start(request.hasExclusiveStartKey(), request.exclusiveStartKey(), position),
                request.limit(), filter, position);
        ScanResponse.Builder response = ScanResponse.builder()
                .items(project(page.items(), projection))
                .count(page.items().size())
                .scannedCount(page.looked());
        return page.last() == null ? response.build() : response.lastEvaluatedKey(page.last()).build();
    }

    private static Predicate<Partition> segment(ScanRequest request) {
        Integer total = request.totalSegments();
        Integer mine = request.segment();
        if (total == null || mine == null) {
            return _ -> true;
        }
        return partition -> MemoryTable.scatter(partition.hash()) % total == mine;
    }

    private static List<Map<String, AttributeValue>> snapshot(Partition partition) {
        partition.lock().lock();
        try {
            return List.copyOf(partition.items().values());
        } finally {
            partition.lock().unlock();
        }
    }

    private Page page(
            List<Map<String, AttributeValue>> rows,
            Comparator<Map<String, AttributeValue>> order,
            Optional<Map<String, AttributeValue>> start,
            @Nullable Integer limit,
            Optional<Condition> filter,
            List<String> position) {
        if (limit != null && limit < 1) {
            throw Failures.validation("Limit must be greater than or equal to 1");
        }
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        int looked = 0;
        int bytes = 0;
        for (Map<String, AttributeValue> row : rows) {
            if (start.isPresent() && order.compare(row, start.get()) <= 0) {
                continue;
            }
            looked++;
            bytes += Values.size(row);
            if (filter.map(each -> each.holds(row)).orElse(true)) {
                found.add(row);
            }
            if ((limit != null && looked == limit) || bytes >= pageBytes.get()) {
                return new Page(found, looked, only(row, position));
            }
        }
        return new Page(found, looked, null);
    }

    private static Optional<Map<String, AttributeValue>> start(
            boolean given, Map<String, AttributeValue> key, List<String> position) {
        if (!given) {
            return Optional.empty();
        }
        if (!key.keySet().equals(new LinkedHashSet<>(position))) {
            throw Failures.validation("The provided starting key is invalid");
        }
        return Optional.of(Values.stored(key));
    }

    private void refuseStale(MemoryTable table, AttributeValue hash) {
        String key = hash.s() == null ? "" : hash.s();
        if (table.shape().is(Rule.APPEND_ONLY) && staleReads.stream().noneMatch(key::startsWith)) {
            throw new BreachError("a chain is read with consistent reads only: " + key);
        }
    }

    private static void refuseKeysInFilter(Optional<Condition> filter, KeyPart hash, Optional<KeyPart> range) {
        Set<String> looksAt = filter.map(Condition::attributes).orElse(Set.of());
        if (looksAt.contains(hash.name())
                || range.map(each -> looksAt.contains(each.name())).orElse(false)) {
            throw Failures.validation("Filter Expression can only contain non-primary key attributes");
        }
    }

    private static void refuseUnprojected(MemoryIndex index, Optional<List<String>> projection) {
        if (projection.isPresent() && !index.attributes().containsAll(projection.get())) {
            throw Failures.validation("One or more parameter values were invalid: Global secondary index "
                    + index.shape().name() + " does not project all of " + projection.get());
        }
    }

    static Optional<List<String>> projection(@Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return Optional.empty();
        }
        Tokens tokens = new Tokens(expression);
        List<String> names = new ArrayList<>();
        do {
            names.add(placeholders.name(tokens.word()));
        } while (tokens.accept(","));
        tokens.end();
        if (Set.copyOf(names).size() != names.size()) {
            throw Failures.validation("Invalid ProjectionExpression: Two document paths overlap with each other");
        }
        return Optional.of(names);
    }

    private static List<Map<String, AttributeValue>> project(
            List<Map<String, AttributeValue>> rows, Optional<List<String>> names) {
        return rows.stream()
                .map(row -> names.map(each -> only(row, each)).orElse(row))
                .toList();
    }

    static Map<String, AttributeValue> only(Map<String, AttributeValue> row, List<String> names) {
        Map<String, AttributeValue> only = new LinkedHashMap<>();
        for (String name : names) {
            AttributeValue value = row.get(name);
            if (value != null) {
                only.put(name, value);
            }
        }
        return only;
    }
}
