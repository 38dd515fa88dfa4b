package dev.surety.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.TableShape.KeyPart;
import dev.surety.dynamo.TableShape.Rule;
import dev.surety.dynamo.clock.FixedClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Two tables in the store in memory or in DynamoDB Local, and short words for talking to them. */
abstract class StoreFixture {
    static final String T = "things";
    static final String PLAIN = "plain";

    DynamoDbClient db;

    /** The stores that must agree. */
    enum Engine {
        MEMORY,
        DYNAMODB_LOCAL
    }

    @Parameter
    Engine engine;

    private AutoCloseable running;

    @BeforeEach
    void begin() {
        List<TableShape> shapes = List.of(
                TableShape.of(T, KeyPart.text("pk"), KeyPart.number("sk"))
                        .withIndex("byOwner", KeyPart.text("owner"), KeyPart.text("when"))
                        .with(Rule.OVERWRITABLE)
                        .with(Rule.DELETABLE),
                TableShape.of(PLAIN, KeyPart.text("pk")).with(Rule.OVERWRITABLE).with(Rule.DELETABLE));
        switch (engine) {
            case MEMORY -> {
                db = new MemoryDynamo(FixedClock.at("2026-11-22T10:00:00Z"), shapes);
                running = db;
            }
            case DYNAMODB_LOCAL -> {
                EmbeddedDynamo embedded = EmbeddedDynamo.start(shapes);
                db = embedded.client();
                running = embedded;
            }
        }
    }

    @AfterEach
    void end() throws Exception {
        running.close();
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static Map<String, AttributeValue> item(String pk, long sk, Object... more) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Map.of("pk", s(pk), "sk", n(sk)));
        for (int i = 0; i < more.length; i += 2) {
            Object value = more[i + 1];
            item.put(
                    (String) more[i],
                    switch (value) {
                        case AttributeValue ready -> ready;
                        case Number number -> AttributeValue.fromN(number.toString());
                        default -> s(value.toString());
                    });
        }
        return item;
    }

    void put(Map<String, AttributeValue> item) {
        db.putItem(put -> put.tableName(T).item(item));
    }

    Map<String, AttributeValue> get(String pk, long sk) {
        return db.getItem(get -> get.tableName(T).key(item(pk, sk)).consistentRead(true)).item();
    }

    static void refused(Runnable call) {
        DynamoDbException refusal = assertThrows(DynamoDbException.class, call::run);
        assertEquals(400, refusal.statusCode());
        assertEquals("ValidationException", refusal.awsErrorDetails().errorCode(), refusal.getMessage());
    }

    List<Long> numbers(QueryRequest.Builder query) {
        List<Long> numbers = new ArrayList<>();
        int pages = 0;
        QueryResponse page;
        do {
            page = db.query(query.build());
            page.items().forEach(each -> numbers.add(Long.parseLong(each.get("sk").n())));
            query.exclusiveStartKey(page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null);
            assertTrue(++pages < 1000, "paging comes to an end");
        } while (page.hasLastEvaluatedKey());
        return numbers;
    }

    QueryRequest.Builder query(String condition, Map<String, AttributeValue> values) {
        return QueryRequest.builder()
                .tableName(T)
                .consistentRead(true)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values);
    }

    TransactWriteItem putNew(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(T)
                        .item(item)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    void together(String token, TransactWriteItem... items) {
        db.transactWriteItems(write -> write.clientRequestToken(token).transactItems(items));
    }
}
