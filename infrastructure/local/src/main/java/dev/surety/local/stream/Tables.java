package dev.surety.local.stream;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import dev.surety.local.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * The template's tables in an embedded DynamoDB, each under its logical id. On disk, both items and streams outlive
 * the process, also one that is killed.
 */
public final class Tables implements AutoCloseable {
    /** The engine would report its starts to its maker, and leave an identity in the working directory. */
    private static final boolean WITHOUT_TELEMETRY = true;

    /** The engine makes its store's logger quiet and forgets it. Without a reference it is collected, and talks. */
    private static final Logger STORE = Logger.getLogger("com.almworks.sqlite4java");

    private final AmazonDynamoDBLocal engine;
    private final Set<String> fresh = new HashSet<>();

    private Tables(AmazonDynamoDBLocal engine) {
        this.engine = engine;
    }

    /** On disk in this file, or in memory without one. */
    public static Tables open(Optional<Path> file, Template template) {
        STORE.setLevel(Level.WARNING);
        Tables tables = new Tables(file.map(path -> DynamoDBEmbedded.create(path.toFile(), WITHOUT_TELEMETRY))
                .orElseGet(() -> DynamoDBEmbedded.create(WITHOUT_TELEMETRY)));
        List<String> existing = tables.dynamo().listTables().tableNames();
        template.resources("AWS::DynamoDB::Table").forEach((name, properties) -> {
            if (!existing.contains(name)) {
                tables.create(name, properties);
                tables.fresh.add(name);
            }
        });
        return tables;
    }

    /** Whether the table was made by this start, so that all it ever held is in its stream. */
    boolean fresh(String name) {
        return fresh.contains(name);
    }

    public DynamoDbClient dynamo() {
        return engine.dynamoDbClient();
    }

    DynamoDbStreamsClient streams() {
        return engine.dynamoDbStreamsClient();
    }

    @Override
    public void close() {
        engine.shutdown();
    }

    private void create(String name, Map<String, Object> properties) {
        CreateTableRequest.Builder table = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(properties))
                .keySchema(keys(properties));
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        for (Object element : list(properties.get("GlobalSecondaryIndexes"))) {
            Map<String, Object> index = map(element);
            String projection =
                    String.valueOf(map(index.get("Projection")).get("ProjectionType"));
            indexes.add(GlobalSecondaryIndex.builder()
                    .indexName(String.valueOf(index.get("IndexName")))
                    .keySchema(keys(index))
                    .projection(p -> p.projectionType(ProjectionType.fromValue(projection)))
                    .build());
        }
        if (!indexes.isEmpty()) {
            table.globalSecondaryIndexes(indexes);
        }
        Map<String, Object> stream = map(properties.get("StreamSpecification"));
        if (!stream.isEmpty()) {
            String view = String.valueOf(stream.get("StreamViewType"));
            table.streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.fromValue(view)));
        }
        dynamo().createTable(table.build());
        Map<String, Object> expiry = map(properties.get("TimeToLiveSpecification"));
        if (!expiry.isEmpty()) {
            String attribute = String.valueOf(expiry.get("AttributeName"));
            dynamo().updateTimeToLive(t -> t.tableName(name)
                    .timeToLiveSpecification(s -> s.attributeName(attribute).enabled(true)));
        }
    }

    private static List<AttributeDefinition> attributes(Map<String, Object> properties) {
        return list(properties.get("AttributeDefinitions")).stream()
                .map(Template::map)
                .map(a -> AttributeDefinition.builder()
                        .attributeName(String.valueOf(a.get("AttributeName")))
                        .attributeType(String.valueOf(a.get("AttributeType")))
                        .build())
                .toList();
    }

    private static List<KeySchemaElement> keys(Map<String, Object> properties) {
        return list(properties.get("KeySchema")).stream()
                .map(Template::map)
                .map(k -> KeySchemaElement.builder()
                        .attributeName(String.valueOf(k.get("AttributeName")))
                        .keyType(String.valueOf(k.get("KeyType")))
                        .build())
                .toList();
    }
}
