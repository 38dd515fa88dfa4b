package dev.surety.dynamo;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Write units by AWS's byte rules: a unit for each kilobyte begun, of the larger of old and new. A transaction costs
 * twice that. A failed condition costs the existing item's units. Index rows come on top, never twice.
 */
public final class WriteUnits {
    private static final int UNIT_BYTES = 1024;

    /** The units spent up to a moment, or between two. */
    public record Spent(
            Map<String, Long> tables, long writes, long transactions, long conditionFailures, long conflicts) {
        public Spent {
            tables = Map.copyOf(tables);
        }

        public long by(String table) {
            return tables.getOrDefault(table, 0L);
        }

        public long total() {
            return tables.values().stream().mapToLong(Long::longValue).sum();
        }

        /** The difference between this and an earlier count. */
        public Spent less(Spent earlier) {
            Map<String, Long> rest = new TreeMap<>();
            tables.forEach((table, units) -> rest.put(table, units - earlier.by(table)));
            return new Spent(
                    rest,
                    writes - earlier.writes,
                    transactions - earlier.transactions,
                    conditionFailures - earlier.conditionFailures,
                    conflicts - earlier.conflicts);
        }
    }

    private final Map<String, Long> units = new HashMap<>();
    private long writes;
    private long transactions;
    private long conditionFailures;
    private long conflicts;

    WriteUnits() {}

    public long by(String table) {
        return snapshot().by(table);
    }

    public long total() {
        return snapshot().total();
    }

    public synchronized Spent snapshot() {
        return new Spent(units, writes, transactions, conditionFailures, conflicts);
    }

    public Spent since(Spent snapshot) {
        return snapshot().less(snapshot);
    }

    static int ofItem(@Nullable Map<String, AttributeValue> item) {
        return item == null ? 0 : Math.ceilDiv(Math.max(1, Values.size(item)), UNIT_BYTES);
    }

    static int ofChange(@Nullable Map<String, AttributeValue> before, @Nullable Map<String, AttributeValue> after) {
        return Math.max(1, Math.max(ofItem(before), ofItem(after)));
    }

    synchronized void spend(String table, long spent) {
        units.merge(table, spent, Long::sum);
    }

    synchronized void wrote() {
        writes++;
    }

    synchronized void transacted() {
        transactions++;
    }

    synchronized void conditionFailed() {
        conditionFailures++;
    }

    synchronized void conflicted() {
        conflicts++;
    }
}
