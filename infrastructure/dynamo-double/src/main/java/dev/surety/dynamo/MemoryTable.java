package dev.surety.dynamo;

import dev.surety.dynamo.TableShape.IndexShape;
import dev.surety.dynamo.TableShape.KeyPart;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of one table, in partitions that lock one by one, and its indexes. */
final class MemoryTable {
    private static final int MAX_ITEM_BYTES = 400 * 1024;
    private static final int MAX_HASH_BYTES = 2048;
    private static final int MAX_RANGE_BYTES = 1024;

    /** Items that share a hash key. A thread that writes one of them holds the lock. */
    record Partition(
            AttributeValue hash,
            ReentrantLock lock,
            ConcurrentNavigableMap<AttributeValue, Map<String, AttributeValue>> items) {
        private Partition(AttributeValue hash) {
            this(hash, new ReentrantLock(), new ConcurrentSkipListMap<>(Values.ORDER));
        }
    }

    private final TableShape shape;
    private final ConcurrentMap<AttributeValue, Partition> partitions = new ConcurrentHashMap<>();
    private final Map<String, MemoryIndex> indexes = new LinkedHashMap<>();

    MemoryTable(TableShape shape) {
        this.shape = shape;
        for (IndexShape index : shape.indexes()) {
            indexes.put(index.name(), new MemoryIndex(index, shape));
        }
    }

    static Comparator<Map<String, AttributeValue>> orderBy(List<KeyPart> parts) {
        Comparator<Map<String, AttributeValue>> order = (_, _) -> 0;
        for (KeyPart part : parts) {
            order = order.thenComparing(
                    row -> Objects.requireNonNull(row.get(part.name()), part.name()), Values.ORDER);
        }
        return order;
    }

    TableShape shape() {
        return shape;
    }

    String name() {
        return shape.name();
    }

    Iterable<MemoryIndex> indexes() {
        return indexes.values();
    }

    MemoryIndex index(String name) {
        MemoryIndex index = indexes.get(name);
        if (index == null) {
            throw Failures.validation("The table does not have the specified index: " + name);
        }
        return index;
    }

    Partition partition(AttributeValue hash) {
        return partitions.computeIfAbsent(hash, Partition::new);
    }

    /** In the order a scan takes: partitions scattered, always alike. */
    List<Partition> scattered() {
        return partitions.values().stream()
                .sorted(Comparator.comparingLong((Partition each) -> scatter(each.hash()))
                        .thenComparing(Partition::hash, Values.ORDER))
                .toList();
    }

    static long scatter(AttributeValue hash) {
        CRC32 crc = new CRC32();
        crc.update(hash.toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** The key of a whole item. */
    ItemKey keyIn(Map<String, AttributeValue> item) {
        for (KeyPart part : shape.keys()) {
            AttributeValue value = item.get(part.name());
            if (value == null) {
                throw Failures.validation(
                        "One of the required keys was not given a value: Missing the key " + part.name());
            }
            check(part, value, "Type mismatch for key " + part.name());
        }
        AttributeValue range = shape.rangeKey()
                .map(part -> Objects.requireNonNull(item.get(part.name())))
                .orElse(ItemKey.NO_RANGE);
        return new ItemKey(name(), Objects.requireNonNull(item.get(shape.hashKey().name())), range);
    }

    /** The key a request gives, which holds the key's attributes and no others. */
    ItemKey keyAlone(Map<String, AttributeValue> key) {
        if (key.size() != shape.keys().size()
                || !shape.keys().stream().allMatch(part -> key.containsKey(part.name()))) {
            throw Failures.validation("The provided key element does not match the schema");
        }
        return keyIn(Values.stored(key));
    }

    Map<String, AttributeValue> attributes(ItemKey key) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(shape.hashKey().name(), key.hash());
        shape.rangeKey().ifPresent(part -> attributes.put(part.name(), key.range()));
        return attributes;
    }

    /** Refuses an item the engine would refuse whatever is stored. */
    void checkItem(Map<String, AttributeValue> item) {
        keyIn(item);
        for (IndexShape index : shape.indexes()) {
            for (KeyPart part : index.keys()) {
                AttributeValue value = item.get(part.name());
                if (value != null) {
                    check(part, value, "Type mismatch for Index Key " + part.name() + ", IndexName: " + index.name());
                }
            }
        }
        if (Values.size(item) > MAX_ITEM_BYTES) {
            throw Failures.validation("Item size has exceeded the maximum allowed size");
        }
    }

    void check(KeyPart part, AttributeValue value, String mismatch) {
        if (!part.fits(value)) {
            throw Failures.validation("One or more parameter values were invalid: " + mismatch + " Expected: "
                    + part.type() + " Actual: " + value.type());
        }
        int bytes = Values.size(value);
        if (bytes == 0) {
            throw Failures.validation("One or more parameter values are not valid. The AttributeValue for a key"
                    + " attribute cannot contain an empty string value. Key: " + part.name());
        }
        if (bytes > (part.equals(shape.hashKey()) ? MAX_HASH_BYTES : MAX_RANGE_BYTES)) {
            throw Failures.validation("One or more parameter values were invalid: Size of key " + part.name()
                    + " has exceeded the maximum size limit");
        }
    }
}
