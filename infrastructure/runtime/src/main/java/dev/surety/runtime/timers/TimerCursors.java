package dev.surety.runtime.timers;

import dev.surety.runtime.aws.Items;
import dev.surety.runtime.journal.JournalIndexes.Position;
import dev.surety.runtime.resilience.Outage;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Where readers of the timer index have got to, by the cursor's name. */
public final class TimerCursors {
    private final DynamoDbClient dynamo;
    private final String table;

    public TimerCursors(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    public Position position(String cursor) {
        try {
            Map<String, AttributeValue> item = dynamo.getItem(
                            get -> get.tableName(table).key(key(cursor)).consistentRead(true))
                    .item();
            return item == null || item.isEmpty()
                    ? Position.START
                    : new Position(
                            Items.text(item, "dueAt"), Items.text(item, "chain"), (int) Items.number(item, "number"));
        } catch (SdkException e) {
            throw new Outage("the timers' cursors do not answer", e);
        }
    }

    /** Whether the cursor was where we read it and is at the next place now; if not, another reader has it. */
    public boolean move(String cursor, Position from, Position to) {
        Map<String, AttributeValue> item = new HashMap<>(key(cursor));
        item.put("dueAt", Items.of(to.dueAt()));
        item.put("chain", Items.of(to.pk()));
        item.put("number", Items.of(to.sk()));
        try {
            dynamo.putItem(put -> {
                put.tableName(table).item(item);
                if (from.isStart()) {
                    put.conditionExpression("attribute_not_exists(pk)");
                } else {
                    put.conditionExpression("dueAt = :dueAt AND chain = :chain AND #number = :number")
                            .expressionAttributeNames(Map.of("#number", "number"))
                            .expressionAttributeValues(Map.of(
                                    ":dueAt", Items.of(from.dueAt()),
                                    ":chain", Items.of(from.pk()),
                                    ":number", Items.of(from.sk())));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the timers' cursors do not answer", e);
        }
    }

    private static Map<String, AttributeValue> key(String cursor) {
        return Map.of("pk", Items.of("timer#" + cursor));
    }
}
