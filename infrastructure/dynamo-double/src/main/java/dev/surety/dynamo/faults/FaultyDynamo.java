package dev.surety.dynamo.faults;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A store whose writes fail as {@link Faults} say; its reads work as long as the process lives. */
public final class FaultyDynamo extends AroundDynamo {
    private final Faults faults;

    public FaultyDynamo(DynamoDbClient store, Faults faults) {
        super(store);
        this.faults = faults;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return faults.around("put " + request.tableName(), () -> super.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return faults.around("update " + request.tableName(), () -> super.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return faults.around("delete " + request.tableName(), () -> super.deleteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return faults.around("transact", () -> super.transactWriteItems(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return faults.around("batch write", () -> super.batchWriteItem(request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return faults.reading(() -> super.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return faults.reading(() -> super.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return faults.reading(() -> super.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return faults.reading(() -> super.scan(request));
    }
}
