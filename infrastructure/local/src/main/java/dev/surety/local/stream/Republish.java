package dev.surety.local.stream;

import dev.surety.local.template.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * A whole table as if its stream were read from the beginning: each chain in its order. Sandbox clocks make instants
 * useless as a starting point, so nothing is left out; the local journal is small enough to be held in memory.
 */
final class Republish {
    private final Tables tables;
    private final Trigger.Stream source;
    private final String stream;

    Republish(Tables tables, Trigger.Stream source, String stream) {
        this.tables = tables;
        this.source = source;
        this.stream = stream;
    }

    /** Whether all of it was delivered; false if the runtime is stopping. */
    boolean deliverAll(Delivery delivery) throws InterruptedException {
        List<String> keys = tables.dynamo().describeTable(t -> t.tableName(source.table())).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        tables.dynamo()
                .scanPaginator(s -> s.tableName(source.table()).consistentRead(true))
                .items()
                .forEach(items::add);
        items.sort(Comparator.comparing(item -> place(item, keys)));
        List<StreamRecord> batch = new ArrayList<>();
        long number = 0;
        for (Map<String, AttributeValue> item : items) {
            batch.add(StreamRecord.again(item, keys, number++, stream));
            if (batch.size() == source.batchSize()) {
                if (!delivery.deliver(List.copyOf(batch), _ -> {})) {
                    return false;
                }
                batch.clear();
            }
        }
        return batch.isEmpty() || delivery.deliver(batch, _ -> {});
    }

    private static String place(Map<String, AttributeValue> item, List<String> keys) {
        StringBuilder place = new StringBuilder();
        for (String key : keys) {
            AttributeValue value = item.getOrDefault(key, AttributeValue.fromS(""));
            place.append(value.n() == null ? value.s() : "0".repeat(Math.max(0, 20 - value.n().length())) + value.n());
            place.append('\u0000');
        }
        return place.toString();
    }
}
