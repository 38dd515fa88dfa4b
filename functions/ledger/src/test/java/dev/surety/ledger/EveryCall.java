package dev.surety.ledger;

import dev.surety.dynamo.faults.AroundDynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A store before whose calls on the books something else happens. */
final class EveryCall extends AroundDynamo {
    private final Runnable before;

    EveryCall(DynamoDbClient store, Runnable before) {
        super(store);
        this.before = before;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        before.run();
        return super.batchGetItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        before.run();
        return super.query(request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        before.run();
        return super.scan(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        before.run();
        return super.updateItem(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        before.run();
        return super.transactWriteItems(request);
    }
}
