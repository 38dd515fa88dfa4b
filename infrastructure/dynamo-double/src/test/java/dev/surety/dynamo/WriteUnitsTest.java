package dev.surety.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.dynamo.clock.FixedClock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Units are counted by AWS's byte rules. */
class WriteUnitsTest {
    private final MemoryDynamo db = MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z"));
    private WriteUnits.Spent before;

    @BeforeEach
    void mark() {
        before = db.units().snapshot();
    }

    private long spent() {
        long units = db.units().since(before).total();
        before = db.units().snapshot();
        return units;
    }

    private static Map<String, AttributeValue> entry(String pk, int bytes) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromN("1"));
        // "pk" + "e" is 3 bytes, "sk" + one digit 4, "text" 4 before its value.
        item.put("text", AttributeValue.fromS("x".repeat(bytes - 11)));
        return item;
    }

    private void append(Map<String, AttributeValue> item) {
        db.putItem(put -> put.tableName("journal").item(item).conditionExpression("attribute_not_exists(pk)"));
    }

    @ParameterizedTest
    @CsvSource({"12, 1", "1024, 1", "1025, 2", "2048, 2", "2049, 3"})
    void aPutCostsAUnitForEachKilobyteBegun(int bytes, long units) {
        append(entry("e", bytes));
        assertEquals(units, spent());
    }

    @Test
    void aNumberCostsHalfAByteADigitAndASign() {
        assertEquals(2, Values.size(AttributeValue.fromN("7")));
        assertEquals(3, Values.size(AttributeValue.fromN("-7")));
        assertEquals(3, Values.size(AttributeValue.fromN("1234")));
        assertEquals(2, Values.size(AttributeValue.fromN("1000000")));
        assertEquals(20, Values.size(AttributeValue.fromN("9".repeat(38))));
    }

    @Test
    void indexRowsComeOnTopWhereTheirKeysArePresent() {
        Map<String, AttributeValue> item = entry("e", 100);
        item.put("at", AttributeValue.fromS("t"));
        item.put("owner", AttributeValue.fromS("o"));
        append(item);
        assertEquals(2, spent());
        Map<String, AttributeValue> other = entry("f", 100);
        other.put("at", AttributeValue.fromS("t"));
        append(other);
        assertEquals(1, spent());
    }

    @Test
    void aFailedConditionCostsTheItemThatWasMet() {
        append(entry("e", 2000));
        spent();
        assertThrows(ConditionalCheckFailedException.class, () -> append(entry("e", 12)));
        assertEquals(2, spent());
        assertEquals(1, db.units().snapshot().conditionFailures());
    }

    @Test
    void anUpdateCostsTheLargerOfOldAndNew() {
        Map<String, AttributeValue> item = entry("e", 3000);
        item.put("sk", AttributeValue.fromS("1"));
        db.putItem(put -> put.tableName("vault").item(item));
        assertEquals(3, spent());
        db.updateItem(update -> update.tableName("vault")
                .key(Map.of("pk", AttributeValue.fromS("e"), "sk", AttributeValue.fromS("1")))
                .updateExpression("REMOVE #t")
                .expressionAttributeNames(Map.of("#t", "text")));
        assertEquals(3, spent());
    }

    @Test
    void aTransactionCostsTwiceButItsIndexRowsOnce() {
        Map<String, AttributeValue> item = entry("e", 100);
        item.put("at", AttributeValue.fromS("t"));
        item.put("owner", AttributeValue.fromS("o"));
        db.transactWriteItems(write -> write.clientRequestToken("t")
                .transactItems(TransactWriteItem.builder()
                        .put(put -> put.tableName("journal")
                                .item(item)
                                .conditionExpression("attribute_not_exists(pk)"))
                        .build()));
        assertEquals(3, db.units().since(before).by("journal"));
        assertEquals(1, db.units().since(before).transactions());
    }
}
