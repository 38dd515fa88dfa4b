package dev.surety.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What queries, scans and batches must do in any store. */
@ParameterizedClass
@EnumSource(StoreFixture.Engine.class)
class StoreReadsContractTest extends StoreFixture {
    @Test
    void aQueryPagesToTheEndForwardsAndBackwards() {
        IntStream.rangeClosed(1, 25).forEach(i -> put(item("a", i, "even", i % 2 == 0 ? "yes" : "no")));
        put(item("b", 1));
        List<Long> all = Stream.iterate(1L, i -> i + 1).limit(25).toList();
        Map<String, AttributeValue> a = Map.of(":a", s("a"));
        assertEquals(all, numbers(query("pk = :a", a)));
        for (int limit : List.of(1, 5, 7, 25, 26)) {
            assertEquals(all, numbers(query("pk = :a", a).limit(limit)));
            assertEquals(all.reversed(), numbers(query("pk = :a", a).limit(limit).scanIndexForward(false)));
            assertEquals(
                    List.of(2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L, 20L, 22L, 24L),
                    numbers(query("pk = :a", Map.of(":a", s("a"), ":y", s("yes")))
                            .filterExpression("even = :y")
                            .limit(limit)));
        }
        QueryResponse first = db.query(query("pk = :a", a).limit(25).build());
        assertTrue(first.hasLastEvaluatedKey(), "a full page names its last key, even when nothing follows");
    }

    @Test
    void aLargePartitionComesInPagesOfAMegabyte() {
        IntStream.rangeClosed(1, 12).forEach(i -> put(item("a", i, "text", "x".repeat(200_000))));
        QueryResponse first = db.query(query("pk = :a", Map.of(":a", s("a"))).build());
        assertTrue(first.hasLastEvaluatedKey());
        assertTrue(first.count() >= 5 && first.count() <= 6, "count " + first.count());
        assertEquals(12, numbers(query("pk = :a", Map.of(":a", s("a")))).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pk = :a AND sk = :three | 3",
                "pk = :a AND sk < :three | 1 2",
                "pk = :a AND sk <= :three | 1 2 3",
                "pk = :a AND sk > :three | 4 5 11",
                "sk >= :three AND pk = :a | 3 4 5 11",
                "pk = :a AND sk BETWEEN :two AND :three | 2 3",
            })
    void keyConditionsChooseTheSameItems(String condition, String chosen) {
        Stream.of(11, 5, 4, 3, 2, 1).forEach(i -> put(item("a", i)));
        Map<String, AttributeValue> values = new LinkedHashMap<>(Map.of(":a", s("a"), ":three", n(3)));
        if (condition.contains(":two")) {
            values.put(":two", n(2));
        }
        assertEquals(
                Stream.of(chosen.split(" ")).map(Long::parseLong).toList(), numbers(query(condition, values)));
    }

    @Test
    void queriesThatAreWrongAreRefused() {
        Map<String, AttributeValue> a = Map.of(":a", s("a"));
        refused(() -> db.query(query("sk = :a", a).build()));
        refused(() -> db.query(query("pk > :a", a).build()));
        refused(() -> db.query(query("pk = :a OR pk = :a", a).build()));
        refused(() -> db.query(query("pk = :a AND other = :a", a).build()));
        refused(() -> db.query(query("pk = :a AND sk = :a", a).build()));
        refused(() -> db.query(query("pk = :a", Map.of(":a", n(1))).build()));
        refused(() -> db.query(query("pk = :a", Map.of(":a", s(""))).build()));
        refused(() -> db.query(query("pk = :a", a).limit(0).build()));
        refused(() -> db.query(query("pk = :a", a).indexName("byNothing").consistentRead(false).build()));
        refused(() -> db.query(query("#o = :a", a)
                .expressionAttributeNames(Map.of("#o", "owner"))
                .indexName("byOwner")
                .build()));
        refused(() -> db.query(query("pk = :a", Map.of(":a", s("a"), ":n", n(1)))
                .filterExpression("sk = :n")
                .build()));
        refused(() -> db.query(query("pk = :a", a)
                .exclusiveStartKey(Map.of("pk", s("a")))
                .build()));
        refused(() -> db.query(query("pk = :a AND sk <= :three", Map.of(":a", s("a"), ":three", n(3)))
                .exclusiveStartKey(Map.of("pk", s("a"), "sk", n(4)))
                .build()));
    }

    @Test
    void anIndexIsSparseHoldsKeysOnlyAndPages() {
        IntStream.rangeClosed(1, 9).forEach(i -> put(item("a" + i, i, "owner", "o", "when", "t" + i / 2, "text", "x")));
        put(item("b", 10, "owner", "o"));
        put(item("b", 11, "when", "t"));
        put(item("b", 12, "owner", "other", "when", "t"));
        QueryRequest.Builder query = query("#o = :o", Map.of(":o", s("o")))
                .expressionAttributeNames(Map.of("#o", "owner"))
                .consistentRead(false)
                .indexName("byOwner");
        QueryResponse all = db.query(query.build());
        assertEquals(9, all.count());
        assertEquals(
                Set.of("pk", "sk", "owner", "when"), all.items().getFirst().keySet());
        List<String> times = all.items().stream().map(each -> each.get("when").s()).toList();
        assertEquals(times.stream().sorted().toList(), times);
        for (int limit : List.of(1, 2, 4, 9)) {
            List<Long> paged = numbers(query.limit(limit));
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), paged.stream().sorted().toList());
        }
        assertEquals(
                List.of(4L, 5L),
                numbers(query("#o = :o AND begins_with(#w, :t)", Map.of(":o", s("o"), ":t", s("t2")))
                                .expressionAttributeNames(Map.of("#o", "owner", "#w", "when"))
                                .consistentRead(false)
                                .indexName("byOwner"))
                        .stream()
                        .sorted()
                        .toList());
        db.updateItem(update -> update.tableName(T)
                .key(item("a1", 1))
                .updateExpression("REMOVE #o")
                .expressionAttributeNames(Map.of("#o", "owner")));
        db.deleteItem(delete -> delete.tableName(T).key(item("a2", 2)));
        query.limit(null).exclusiveStartKey(null);
        assertEquals(7, numbers(query).size());
    }

    @Test
    void aScanSeesEveryItemOncePageByPage() {
        IntStream.rangeClosed(1, 30).forEach(i -> put(item("p" + i % 7, i)));
        for (int limit : List.of(1, 4, 30)) {
            List<Long> seen = new ArrayList<>();
            db.scanPaginator(scan -> scan.tableName(T).limit(limit)).items().stream()
                    .map(each -> Long.parseLong(each.get("sk").n()))
                    .forEach(seen::add);
            assertEquals(IntStream.rangeClosed(1, 30).asLongStream().boxed().toList(),
                    seen.stream().sorted().toList());
        }
    }

    @Test
    void batchesAndProjectionsGiveWhatWasAskedFor() {
        put(item("a", 1, "txt", "x", "other", "y"));
        put(item("a", 2));
        db.putItem(put -> put.tableName(PLAIN).item(Map.of("pk", s("p"), "txt", s("z"))));
        Map<String, AttributeValue> some = db.getItem(get -> get.tableName(T)
                        .key(item("a", 1))
                        .projectionExpression("pk, #t, nope")
                        .expressionAttributeNames(Map.of("#t", "txt")))
                .item();
        assertEquals(Map.of("pk", s("a"), "txt", s("x")), some);
        var batch = db.batchGetItem(get -> get.requestItems(Map.of(
                T,
                keys(List.of(item("a", 1), item("a", 2), item("a", 3))),
                PLAIN,
                keys(List.of(Map.of("pk", s("p")))))));
        assertEquals(2, batch.responses().get(T).size());
        assertEquals("z", batch.responses().get(PLAIN).getFirst().get("txt").s());
        refused(() -> db.batchGetItem(get -> get.requestItems(Map.of(T, keys(List.of(item("a", 1), item("a", 1)))))));
    }

    private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).build();
    }
}
