package dev.surety.dynamo;

import dev.surety.dynamo.TableShape.IndexShape;
import dev.surety.dynamo.TableShape.KeyPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A sparse index of keys only. It may lag: a write is visible only once it has settled. */
final class MemoryIndex {
    private final IndexShape shape;
    private final List<KeyPart> projected = new ArrayList<>();
    private final Comparator<Map<String, AttributeValue>> order;
    private final Map<AttributeValue, NavigableSet<Map<String, AttributeValue>>> partitions = new HashMap<>();
    private final List<Change> pending = new ArrayList<>();

    MemoryIndex(IndexShape shape, TableShape table) {
        this.shape = shape;
        projected.addAll(shape.keys());
        table.keys().stream().filter(key -> !projected.contains(key)).forEach(projected::add);
        order = MemoryTable.orderBy(projected.subList(1, projected.size()));
    }

    IndexShape shape() {
        return shape;
    }

    List<String> attributes() {
        return projected.stream().map(KeyPart::name).toList();
    }

    Comparator<Map<String, AttributeValue>> order() {
        return order;
    }

    /** The units a change costs here: one for a new row, one for a removed row, none for a row that stays. */
    int units(Change change) {
        Map<String, AttributeValue> old = project(change.before());
        Map<String, AttributeValue> now = project(change.after());
        if (Objects.equals(old, now)) {
            return 0;
        }
        return WriteUnits.ofItem(old) + WriteUnits.ofItem(now);
    }

    synchronized void add(Change change, boolean lagging) {
        pending.add(change);
        if (!lagging) {
            settle();
        }
    }

    synchronized void settle() {
        for (Change change : pending) {
            Map<String, AttributeValue> old = project(change.before());
            if (old != null) {
                partition(hash(old)).remove(old);
            }
            Map<String, AttributeValue> now = project(change.after());
            if (now != null) {
                partition(hash(now)).add(now);
            }
        }
        pending.clear();
    }

    synchronized List<Map<String, AttributeValue>> rows(AttributeValue hash) {
        return List.copyOf(partition(hash));
    }

    private AttributeValue hash(Map<String, AttributeValue> row) {
        return Objects.requireNonNull(row.get(shape.hashKey().name()));
    }

    private NavigableSet<Map<String, AttributeValue>> partition(AttributeValue hash) {
        return partitions.computeIfAbsent(hash, _ -> new TreeSet<>(order));
    }

    private @Nullable Map<String, AttributeValue> project(@Nullable Map<String, AttributeValue> item) {
        if (item == null) {
            return null;
        }
        Map<String, AttributeValue> row = new LinkedHashMap<>();
        for (KeyPart part : projected) {
            AttributeValue value = item.get(part.name());
            if (value == null) {
                return null;
            }
            row.put(part.name(), value);
        }
        return row;
    }
}
