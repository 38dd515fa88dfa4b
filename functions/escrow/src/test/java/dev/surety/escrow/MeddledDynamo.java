package dev.surety.escrow;

import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A store in which somebody does something just before a certain write, once; and one that is throttled for hours. */
final class MeddledDynamo implements DynamoDbClient {
    private final DynamoDbClient store;
    private Predicate<Map<String, AttributeValue>> write = _ -> false;
    private Runnable meddling = () -> {};
    private boolean throttled;

    MeddledDynamo(DynamoDbClient store) {
        this.store = store;
    }

    /** From now on nothing can be written, or everything again. */
    void throttled(boolean isThrottled) {
        throttled = isThrottled;
    }

    void onceBefore(Predicate<Map<String, AttributeValue>> which, Runnable does) {
        write = which;
        meddling = does;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        if (throttled) {
            throw ProvisionedThroughputExceededException.builder().message("slow down").build();
        }
        if (write.test(request.item())) {
            Runnable now = meddling;
            onceBefore(_ -> false, () -> {});
            now.run();
        }
        return store.putItem(request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return store.getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return store.query(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return store.transactWriteItems(request);
    }

    @Override
    public String serviceName() {
        return store.serviceName();
    }

    @Override
    public void close() {
        store.close();
    }
}
