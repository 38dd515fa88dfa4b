package dev.surety.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What transactions must do in any store. */
@ParameterizedClass
@EnumSource(StoreFixture.Engine.class)
class StoreTransactionsContractTest extends StoreFixture {
    @Test
    void aTransactionIsAllOrNothingAndSaysWhy() {
        put(item("a", 1, "amount", 10));
        TransactWriteItem take = TransactWriteItem.builder()
                .update(update -> update.tableName(T)
                        .key(item("a", 1))
                        .updateExpression("SET amount = amount - :m")
                        .conditionExpression("amount >= :m")
                        .expressionAttributeValues(Map.of(":m", n(6))))
                .build();
        together("token-1", putNew(item("b", 1)), take);
        assertEquals("4", get("a", 1).get("amount").n());
        TransactionCanceledException cancelled = assertThrows(
                TransactionCanceledException.class,
                () -> together("token-2", putNew(item("b", 1)), putNew(item("b", 2)), take));
        assertEquals(
                List.of("ConditionalCheckFailed", "None", "ConditionalCheckFailed"),
                cancelled.cancellationReasons().stream().map(CancellationReason::code).toList());
        assertEquals("b", cancelled.cancellationReasons().getFirst().item().get("pk").s());
        assertFalse(cancelled.cancellationReasons().get(2).hasItem());
        assertTrue(get("b", 2).isEmpty());
        assertEquals("4", get("a", 1).get("amount").n());
    }

    @Test
    void aTransactionSentAgainUnderItsTokenIsNotDoneAgain() {
        put(item("a", 1, "amount", 10));
        Consumer<String> take = amount -> together(
                "token-3",
                TransactWriteItem.builder()
                        .update(update -> update.tableName(T)
                                .key(item("a", 1))
                                .updateExpression("SET amount = amount - :m")
                                .expressionAttributeValues(Map.of(":m", AttributeValue.fromN(amount))))
                        .build());
        take.accept("1");
        take.accept("1");
        assertEquals("9", get("a", 1).get("amount").n());
        assertThrows(IdempotentParameterMismatchException.class, () -> take.accept("2"));
    }

    @Test
    void aTransactionChecksAndDeletes() {
        put(item("a", 1));
        put(item("b", 1));
        TransactWriteItem check = TransactWriteItem.builder()
                .conditionCheck(each -> each.tableName(T)
                        .key(item("a", 2))
                        .conditionExpression("attribute_not_exists(pk)"))
                .build();
        TransactWriteItem delete = TransactWriteItem.builder()
                .delete(each -> each.tableName(T).key(item("b", 1)))
                .build();
        together("token-4", check, delete);
        assertTrue(get("b", 1).isEmpty());
        assertTrue(get("a", 2).isEmpty());
        put(item("a", 2));
        assertThrows(TransactionCanceledException.class, () -> together("token-5", check, putNew(item("c", 1))));
        assertTrue(get("c", 1).isEmpty());
    }

    @Test
    void transactionsThatAreWrongAreRefused() {
        refused(() -> together("token-7", TransactWriteItem.builder().build()));
        refused(() -> together(
                "token-8",
                IntStream.rangeClosed(1, 101)
                        .mapToObj(i -> putNew(item("a", i)))
                        .toArray(TransactWriteItem[]::new)));
        together(
                "token-9",
                IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> putNew(item("a", i)))
                        .toArray(TransactWriteItem[]::new));
        assertEquals(100, numbers(query("pk = :a", Map.of(":a", s("a")))).size());
    }
}
