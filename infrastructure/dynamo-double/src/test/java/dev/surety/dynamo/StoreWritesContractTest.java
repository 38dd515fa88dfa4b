package dev.surety.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What single writes must do in any store. */
@ParameterizedClass
@EnumSource(StoreFixture.Engine.class)
class StoreWritesContractTest extends StoreFixture {
    @Test
    void anItemIsFoundAsItWasPutWithNumbersInPlainForm() {
        put(item("a", 1, "text", "é", "big", AttributeValue.fromN("1.500"), "none", AttributeValue.fromNul(true),
                "yes", AttributeValue.fromBool(true), "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
                "list", AttributeValue.fromL(List.of(s(""), n(2), AttributeValue.fromM(Map.of("x", n(1))))),
                "zero", AttributeValue.fromN("-0.0"), "e", AttributeValue.fromN("1E3")));
        Map<String, AttributeValue> found = get("a", 1);
        assertEquals("1.5", found.get("big").n());
        assertEquals("0", found.get("zero").n());
        assertEquals("1000", found.get("e").n());
        assertEquals(true, found.get("yes").bool());
        assertEquals(true, found.get("none").nul());
        assertEquals("b", found.get("bytes").b().asUtf8String());
        assertEquals(3, found.get("list").l().size());
        assertFalse(db.getItem(get -> get.tableName(T).key(item("a", 2))).hasItem());
    }

    private void batch(List<Map<String, AttributeValue>> items) {
        List<WriteRequest> puts = items.stream()
                .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        var left = db.batchWriteItem(write -> write.requestItems(Map.of(T, puts))).unprocessedItems();
        assertEquals(Map.of(), left);
    }

    @Test
    void aBatchPutsUpToTwentyFiveItemsEachOnce() {
        batch(IntStream.rangeClosed(1, 25).mapToObj(i -> item("a", i, "text", "x")).toList());
        assertEquals(25, numbers(query("pk = :p", Map.of(":p", s("a")))).size());
        batch(List.of(item("a", 1, "text", "y")));
        assertEquals("y", get("a", 1).get("text").s());
        refused(() -> batch(IntStream.rangeClosed(1, 26).mapToObj(i -> item("b", i)).toList()));
        refused(() -> batch(List.of()));
        refused(() -> batch(List.of(item("b", 1, "text", "x"), item("b", 1, "text", "y"))));
        refused(() -> batch(List.of(item("b", 1), Map.of("pk", s("b")))));
        assertFalse(db.getItem(get -> get.tableName(T).key(item("b", 1))).hasItem(), "all of it is refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attribute_exists(txt) | true",
                "attribute_not_exists(txt) | false",
                "attribute_not_exists(nope) | true",
                "txt = :s | true",
                "txt <> :s | false",
                "nope = :s | false",
                "nope <> :s | true",
                "num = :n | true",
                "num < :n | false",
                "num <= :n | true",
                "num > :less | true",
                "num >= :n | true",
                "num > :s | false",
                "nope > :n | false",
                "num BETWEEN :less AND :n | true",
                "num BETWEEN :less AND :n AND txt = :s | true",
                "nope BETWEEN :less AND :n | false",
                "begins_with(txt, :pre) | true",
                "begins_with(nope, :pre) | false",
                "NOT begins_with(txt, :pre) | false",
                "txt = :pre OR num = :n AND txt = :s | true",
                "(txt = :s OR num = :n) AND txt = :pre | false",
                "NOT (txt = :pre) AND NOT num = :less | true",
                "txt IN (:pre, :s) | true",
                "size(txt) = :five | true",
                "txt < :z | true",
                "tags = :tags | true",
            })
    void conditionsDecideAlike(String condition, boolean holds) {
        put(item("a", 1, "txt", "hello", "num", 10, "tags", AttributeValue.fromSs(List.of("x", "y"))));
        Map<String, AttributeValue> all = Map.of(
                ":s", s("hello"), ":n", n(10), ":less", n(9), ":pre", s("he"), ":z", s("z"), ":five", n(5), ":tags",
                AttributeValue.fromSs(List.of("y", "x")));
        Map<String, AttributeValue> used = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (condition.matches(".*" + name + "\\b.*")) {
                used.put(name, value);
            }
        });
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(T)
                .item(item("a", 1, "txt", "new"))
                .conditionExpression(condition);
        if (!used.isEmpty()) {
            request.expressionAttributeValues(used);
        }
        if (holds) {
            db.putItem(request.build());
            assertEquals("new", get("a", 1).get("txt").s());
        } else {
            assertThrows(ConditionalCheckFailedException.class, () -> db.putItem(request.build()));
            assertEquals("hello", get("a", 1).get("txt").s());
        }
    }

    @Test
    void aFailedConditionShowsTheItemOnlyWhenAsked() {
        put(item("a", 1, "txt", "old"));
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(T)
                .item(item("a", 1, "txt", "new"))
                .conditionExpression("attribute_not_exists(pk)");
        ConditionalCheckFailedException silent =
                assertThrows(ConditionalCheckFailedException.class, () -> db.putItem(request.build()));
        assertFalse(silent.hasItem());
        assertEquals("ConditionalCheckFailedException", silent.awsErrorDetails().errorCode());
        request.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        ConditionalCheckFailedException telling =
                assertThrows(ConditionalCheckFailedException.class, () -> db.putItem(request.build()));
        assertEquals("old", telling.item().get("txt").s());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "txt = :gone",
                "#gone = :s",
                "txt == :s",
                "txt = :s AND",
                "(txt = :s",
                "txt = :s txt",
                "unknown_function(txt)",
                "data = :s",
                "owner = :s",
                "txt = :s AND at = :s",
                "",
            })
    void expressionsThatAreWrongAreRefused(String condition) {
        refused(() -> db.putItem(put -> put.tableName(T)
                .item(item("a", 1))
                .conditionExpression(condition)
                .expressionAttributeValues(Map.of(":s", s("x")))));
    }

    @Test
    void placeholdersThatNothingUsesAreRefused() {
        refused(() -> db.putItem(put -> put.tableName(T)
                .item(item("a", 1))
                .conditionExpression("attribute_not_exists(pk)")
                .expressionAttributeValues(Map.of(":s", s("x")))));
        refused(() -> db.putItem(put -> put.tableName(T)
                .item(item("a", 1))
                .conditionExpression("attribute_not_exists(pk)")
                .expressionAttributeNames(Map.of("#s", "x"))));
    }

    @Test
    void badKeysAndItemsAreRefused() {
        refused(() -> put(Map.of("pk", s("a"))));
        refused(() -> put(Map.of("pk", s(""), "sk", n(1))));
        refused(() -> put(Map.of("pk", n(1), "sk", n(1))));
        refused(() -> put(item("a", 1, "owner", "")));
        refused(() -> put(item("a", 1, "owner", 7)));
        refused(() -> put(item("a", 1, "text", "x".repeat(400 * 1024))));
        refused(() -> put(item("a".repeat(2049), 1)));
        refused(() -> put(item("a", 1, "n", AttributeValue.fromN("1".repeat(39)))));
        refused(() -> put(item("a", 1, "n", AttributeValue.fromN("1e126"))));
        refused(() -> put(item("a", 1, "n", AttributeValue.fromN("one"))));
        refused(() -> put(item("a", 1, "n", AttributeValue.builder().build())));
        refused(() -> db.getItem(get -> get.tableName(T).key(Map.of("pk", s("a")))));
        refused(() -> db.getItem(get -> get.tableName(T).key(item("a", 1, "more", 1))));
        refused(() -> db.getItem(get -> get.tableName(T).key(item("", 1))));
        assertThrows(ResourceNotFoundException.class, () -> db.getItem(get -> get.tableName("nowhere")
                .key(item("a", 1))));
        put(item("a", 1, "n", AttributeValue.fromN("9".repeat(38))));
        assertEquals("9".repeat(38), get("a", 1).get("n").n());
    }

    @Test
    void updatesAddSubtractDefaultAndRemove() {
        UpdateItemRequest.Builder update = UpdateItemRequest.builder()
                .tableName(T)
                .key(item("a", 1))
                .updateExpression("SET tally = if_not_exists(tally, :zero) + :five, txt = :t, fewer = :zero - :five")
                .expressionAttributeValues(Map.of(":zero", n(0), ":five", n(5), ":t", s("x")));
        assertNull(db.updateItem(update.build()).attributes().get("tally"));
        assertEquals(
                "10",
                db.updateItem(update.returnValues(ReturnValue.ALL_NEW).build())
                        .attributes()
                        .get("tally")
                        .n());
        assertEquals(
                Set.of("tally", "txt", "fewer"),
                db.updateItem(update.returnValues(ReturnValue.UPDATED_NEW).build())
                        .attributes()
                        .keySet());
        assertEquals(
                "15",
                db.updateItem(update.returnValues(ReturnValue.ALL_OLD).build())
                        .attributes()
                        .get("tally")
                        .n());
        assertEquals("-5", get("a", 1).get("fewer").n());
        db.updateItem(other -> other.tableName(T)
                .key(item("a", 1))
                .updateExpression("REMOVE txt ADD tally :five, fresh :five SET copied = fewer")
                .expressionAttributeValues(Map.of(":five", n(5))));
        Map<String, AttributeValue> now = get("a", 1);
        assertEquals("25", now.get("tally").n());
        assertEquals("5", now.get("fresh").n());
        assertEquals("-5", now.get("copied").n());
        assertFalse(now.containsKey("txt"));
        db.updateItem(other -> other.tableName(T).key(item("new", 1)));
        assertEquals(2, get("new", 1).size());
    }

    @Test
    void anUpdateOnConditionGuardsABalance() {
        put(item("a", 1, "amount", 10));
        UpdateItemRequest.Builder take = UpdateItemRequest.builder()
                .tableName(T)
                .key(item("a", 1))
                .updateExpression("SET amount = amount - :m")
                .conditionExpression("amount >= :m")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .expressionAttributeValues(Map.of(":m", n(7)));
        db.updateItem(take.build());
        ConditionalCheckFailedException refused =
                assertThrows(ConditionalCheckFailedException.class, () -> db.updateItem(take.build()));
        assertEquals("3", refused.item().get("amount").n());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET sk = :v",
                "SET gone = gone + :v",
                "SET txt = txt + :v",
                "SET a1 = :v, a1 = :v",
                "SET a1 = :v SET b1 = :v",
                "SET a1 :v",
                "ADD txt :v",
                "SET a1 = :v, owner = :v",
                "PUT a1 = :v",
                "SET a1 = frob(a1, :v)",
            })
    void updatesThatAreWrongAreRefused(String expression) {
        put(item("a", 1, "txt", "x"));
        refused(() -> db.updateItem(update -> update.tableName(T)
                .key(item("a", 1))
                .updateExpression(expression)
                .expressionAttributeValues(Map.of(":v", n(1)))));
    }
}
