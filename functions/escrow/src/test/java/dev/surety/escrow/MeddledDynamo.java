package dev.surety.escrow;

import dev.surety.testkit.AroundDynamo;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A store in which somebody does something just before a certain write, once; and one that is throttled for hours. */
final class MeddledDynamo extends AroundDynamo {
    private Predicate<Map<String, AttributeValue>> write = _ -> false;
    private Runnable meddling = () -> {};
    private boolean throttled;

    MeddledDynamo(DynamoDbClient store) {
        super(store);
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
        return super.putItem(request);
    }
}
