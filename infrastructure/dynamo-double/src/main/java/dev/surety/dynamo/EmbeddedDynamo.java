package dev.surety.dynamo;

import java.util.Collection;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local in this process, in memory, with tables made from our shapes. It unpacks its native parts itself. */
public final class EmbeddedDynamo implements AutoCloseable {
    private final AmazonDynamoDBLocal engine;

    private EmbeddedDynamo(AmazonDynamoDBLocal engine) {
        this.engine = engine;
    }

    public static EmbeddedDynamo start(Collection<TableShape> shapes) {
        boolean withoutTelemetry = true;
        EmbeddedDynamo started = new EmbeddedDynamo(DynamoDBEmbedded.create(withoutTelemetry));
        shapes.forEach(shape -> started.client().createTable(shape.createRequest()));
        return started;
    }

    public DynamoDbClient client() {
        return engine.dynamoDbClient();
    }

    @Override
    public void close() {
        engine.shutdown();
    }
}
