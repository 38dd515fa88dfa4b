package dev.surety.escrow.world;

import dev.surety.dynamo.faults.AroundDynamo;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A store in which another writer does something just before a certain write, once; one that is throttled for hours;
 * and one whose client sends every put a second time, as the SDK does when it gets no reply.
 */
public final class MeddledDynamo extends AroundDynamo {
    private Predicate<Map<String, AttributeValue>> write = _ -> false;
    private Runnable meddling = () -> {};
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Optional<Rounds> rounds = Optional.empty();
    private boolean throttled;
    private boolean sendsTwice;

    MeddledDynamo(DynamoDbClient store) {
        super(store);
    }

    /** From now on nothing can be written, or everything again. */
    public void throttled(boolean isThrottled) {
        throttled = isThrottled;
    }

    /** From now on the reply to the first attempt of every put is lost on the way, and the SDK sends it again. */
    public void sendsTwice() {
        sendsTwice = true;
    }

    /** From now on every read takes part in the rounds that are counted. */
    public void counting(Rounds counted) {
        rounds = Optional.of(counted);
    }

    /** How many calls have come, reads and puts. */
    public int calls() {
        return calls.get();
    }

    private void came() {
        calls.incrementAndGet();
        rounds.ifPresent(Rounds::join);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        came();
        return super.getItem(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        came();
        return super.batchGetItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        came();
        return super.query(request);
    }

    public void onceBefore(Predicate<Map<String, AttributeValue>> which, Runnable does) {
        write = which;
        meddling = does;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        calls.incrementAndGet();
        if (throttled) {
            throw ProvisionedThroughputExceededException.builder().message("slow down").build();
        }
        if (write.test(request.item())) {
            Runnable now = meddling;
            onceBefore(_ -> false, () -> {});
            now.run();
        }
        if (sendsTwice) {
            super.putItem(request);
        }
        return super.putItem(request);
    }
}
