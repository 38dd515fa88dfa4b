package dev.surety.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.invariants.WholeWorld;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What DynamoDB lets pass and this store does not, and what it does that DynamoDB Local cannot. */
class StricterThanDynamoTest {
    private final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    private final MemoryDynamo db = MemoryDynamo.surety(clock);

    private static Map<String, AttributeValue> key(String pk, long sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromN(Long.toString(sk)));
    }

    private static Map<String, AttributeValue> text(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    private void append(String pk, long sk) {
        db.putItem(put -> put.tableName("journal").item(key(pk, sk)).conditionExpression("attribute_not_exists(pk)"));
    }

    private void breach(Runnable call) {
        int before = db.breaches().size();
        assertThrows(BreachError.class, call::run);
        assertEquals(before + 1, db.breaches().size(), "kept for WholeWorld, should an edge swallow it");
    }

    @Test
    void theJournalTakesAppendsOnly() {
        append("escrow#demo#1", 1);
        append("escrow#demo#1", 2);
        assertThrows(ConditionalCheckFailedException.class, () -> append("escrow#demo#1", 2));
        breach(() -> db.putItem(put -> put.tableName("journal").item(key("escrow#demo#2", 1))));
        breach(() -> db.putItem(put -> put.tableName("journal")
                .item(key("escrow#demo#2", 1))
                .conditionExpression("attribute_not_exists(pk) OR sk = sk")));
        breach(() -> db.updateItem(update -> update.tableName("journal").key(key("escrow#demo#1", 1))));
        breach(() -> db.deleteItem(delete -> delete.tableName("journal").key(key("escrow#demo#1", 1))));
        breach(() -> db.transactWriteItems(write -> write.clientRequestToken("t")
                .transactItems(TransactWriteItem.builder()
                        .delete(delete -> delete.tableName("journal").key(key("escrow#demo#1", 1)))
                        .build())));
        assertThrows(BreachError.class, () -> WholeWorld.check(db));
    }

    @Test
    void aChainIsReadConsistentlyUnlessSaidOtherwise() {
        QueryRequest stale = QueryRequest.builder()
                .tableName("journal")
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("clock#demo#1")))
                .build();
        breach(() -> db.query(stale));
        db.allowStaleReads("clock#");
        assertEquals(0, db.query(stale).count());
    }

    @Test
    void anOverwriteWithoutConditionIsABreachWhereTruthIsKept() {
        for (String table : List.of("vault", "ledger")) {
            db.putItem(put -> put.tableName(table).item(text("a", "b")));
            breach(() -> db.putItem(put -> put.tableName(table).item(text("a", "b"))));
        }
        db.putItem(put -> put.tableName("events").item(text("a", "b")));
        db.putItem(put -> put.tableName("events").item(text("a", "b")));
        breach(() -> db.deleteItem(delete -> delete.tableName("ledger").key(text("a", "b"))));
        breach(() -> db.deleteItem(delete -> delete.tableName("events")
                .key(text("a", "b"))
                .conditionExpression("attribute_exists(pk)")));
        db.deleteItem(delete -> delete.tableName("ledger")
                .key(text("a", "b"))
                .conditionExpression("attribute_exists(pk)"));
        db.deleteItem(delete -> delete.tableName("vault").key(text("a", "b")));
    }

    @Test
    void emptySetsAndTransactionsWithoutTokenAreBreaches() {
        breach(() -> db.putItem(put -> put.tableName("events")
                .item(Map.of(
                        "pk",
                        AttributeValue.fromS("a"),
                        "sk",
                        AttributeValue.fromS("b"),
                        "set",
                        AttributeValue.fromSs(List.of())))));
        TransactWriteItem put = TransactWriteItem.builder()
                .put(each -> each.tableName("events").item(text("a", "b")))
                .build();
        breach(() -> db.transactWriteItems(write -> write.transactItems(put)));
        DynamoDbException twice = assertThrows(
                DynamoDbException.class,
                () -> db.transactWriteItems(write -> write.clientRequestToken("t").transactItems(put, put)));
        assertEquals("ValidationException", twice.awsErrorDetails().errorCode());
    }

    @Test
    void aTokenIsForgottenAfterTenMinutes() {
        TransactWriteItem add = TransactWriteItem.builder()
                .update(each -> each.tableName("ledger")
                        .key(text("a", "balance"))
                        .updateExpression("ADD minor :m")
                        .expressionAttributeValues(Map.of(":m", AttributeValue.fromN("1"))))
                .build();
        Runnable send = () -> db.transactWriteItems(write -> write.clientRequestToken("t").transactItems(add));
        send.run();
        clock.advance(Duration.ofMinutes(9));
        send.run();
        assertEquals("1", db.items("ledger").getFirst().get("minor").n());
        clock.advance(Duration.ofMinutes(2));
        send.run();
        assertEquals("2", db.items("ledger").getFirst().get("minor").n());
    }

    @Test
    void anIndexLagsUntilItIsSettled() {
        db.lagIndexes(true);
        db.putItem(put -> put.tableName("journal")
                .item(Map.of(
                        "pk", AttributeValue.fromS("escrow#demo#1"),
                        "sk", AttributeValue.fromN("1"),
                        "owner", AttributeValue.fromS("escrow#demo#par_1"),
                        "at", AttributeValue.fromS("2026-11-22T10:00:00.000Z")))
                .conditionExpression("attribute_not_exists(pk)"));
        QueryRequest list = QueryRequest.builder()
                .tableName("journal")
                .indexName("byOwner")
                .keyConditionExpression("#o = :o")
                .expressionAttributeNames(Map.of("#o", "owner"))
                .expressionAttributeValues(Map.of(":o", AttributeValue.fromS("escrow#demo#par_1")))
                .build();
        assertEquals(0, db.query(list).count());
        db.settleIndexes();
        assertEquals(1, db.query(list).count());
    }

    @Test
    void pagesCanBeMadeSmallAndBatchesPartial() {
        IntStream.rangeClosed(1, 9).forEach(i -> append("escrow#demo#1", i));
        db.pageBytes(40);
        var page = db.query(query -> query.tableName("journal")
                .consistentRead(true)
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("escrow#demo#1"))));
        assertTrue(page.hasLastEvaluatedKey() && page.count() < 9);
        db.batchGetAtMost(1);
        var batch = db.batchGetItem(get -> get.requestItems(Map.of(
                "journal",
                KeysAndAttributes.builder()
                        .keys(List.of(key("escrow#demo#1", 1), key("escrow#demo#1", 2)))
                        .build())));
        assertEquals(1, batch.responses().get("journal").size());
        assertEquals(1, batch.unprocessedKeys().get("journal").keys().size());
    }

    private Map<String, List<WriteRequest>> batch(String table, List<Map<String, AttributeValue>> items) {
        List<WriteRequest> puts = items.stream()
                .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        return db.batchWriteItem(write -> write.requestItems(Map.of(table, puts))).unprocessedItems();
    }

    /** A batch knows no conditions. What it may leave undone are its first items, for they are missed most. */
    @Test
    void aBatchAppendsNothingToTheJournalAndMayBePartial() {
        breach(() -> batch("journal", List.of(key("escrow#demo#1", 1))));
        db.batchWriteAtMost(1);
        var left = batch("events", List.of(text("feed#demo#1", "a"), text("feed#demo#1", "b"))).get("events");
        assertEquals(
                List.of(text("feed#demo#1", "a")), left.stream().map(one -> one.putRequest().item()).toList());
        assertEquals(List.of(text("feed#demo#1", "b")), db.items("events"));
    }

    @Test
    void ofManyThreadsOneWinsEachNumberAndNoneIsLost() throws Exception {
        AtomicInteger wins = new AtomicInteger();
        Callable<Void> race = () -> {
            for (int i = 1; i <= 50; i++) {
                try {
                    append("escrow#demo#hot", i);
                    wins.incrementAndGet();
                } catch (ConditionalCheckFailedException _) {
                    // Another was first.
                }
                db.updateItem(update -> update.tableName("ledger")
                        .key(text("hot", "balance"))
                        .updateExpression("ADD minor :m")
                        .expressionAttributeValues(Map.of(":m", AttributeValue.fromN("1"))));
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(8, race))) {
                each.get();
            }
        }
        assertEquals(50, wins.get());
        assertEquals(350, db.units().snapshot().conditionFailures());
        assertEquals("400", db.items("ledger").getFirst().get("minor").n());
        List<StreamRecord> stream = db.stream("journal");
        assertEquals(
                IntStream.rangeClosed(1, 50).mapToObj(Integer::toString).toList(),
                stream.stream().map(each -> each.keys().get("sk").n()).toList());
    }

    @Test
    void whatWasWrittenTogetherIsRemembered() {
        db.transactWriteItems(write -> write.clientRequestToken("t")
                .transactItems(
                        TransactWriteItem.builder()
                                .put(each -> each.tableName("ledger").item(text("a", "b")))
                                .build(),
                        TransactWriteItem.builder()
                                .put(each -> each.tableName("vault").item(text("a", "b")))
                                .build()));
        AttributeValue a = AttributeValue.fromS("a");
        AttributeValue b = AttributeValue.fromS("b");
        assertEquals(List.of(Set.of(new ItemKey("ledger", a, b), new ItemKey("vault", a, b))), db.transactions());
    }
}
