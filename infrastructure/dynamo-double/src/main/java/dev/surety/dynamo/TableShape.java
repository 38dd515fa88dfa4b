package dev.surety.dynamo;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A table as the template declares it, with the rules of our own that {@link MemoryDynamo} adds to it. */
public record TableShape(
        String name, KeyPart hashKey, Optional<KeyPart> rangeKey, List<IndexShape> indexes, Set<Rule> rules) {

    public TableShape {
        indexes = List.copyOf(indexes);
        rules = Set.copyOf(rules);
    }

    /** A table's exceptions from DynamoDB's rules: more allowed, or more forbidden. */
    public enum Rule {
        /**
         * Every put carries {@code attribute_not_exists} of the hash key; no update, no delete; reads are consistent.
         */
        APPEND_ONLY,
        /** A put without any condition may replace an item. */
        OVERWRITABLE,
        /** Items may be deleted. */
        DELETABLE,
        /** Items may be deleted by a request with a condition. */
        DELETABLE_ON_CONDITION,
        /** Changes are recorded with old and new images. */
        STREAMED
    }

    /** One attribute of a key: {@code S}, {@code N} or {@code B}. */
    public record KeyPart(String name, ScalarAttributeType type) {
        public static KeyPart text(String name) {
            return new KeyPart(name, ScalarAttributeType.S);
        }

        public static KeyPart number(String name) {
            return new KeyPart(name, ScalarAttributeType.N);
        }

        boolean fits(AttributeValue value) {
            return type.toString().equals(value.type().name());
        }
    }

    /** A global secondary index that projects keys only; an item without all of its key attributes is not in it. */
    public record IndexShape(String name, KeyPart hashKey, KeyPart rangeKey) {
        List<KeyPart> keys() {
            return List.of(hashKey, rangeKey);
        }
    }

    public static TableShape of(String name, KeyPart hashKey) {
        return new TableShape(name, hashKey, Optional.empty(), List.of(), Set.of());
    }

    public static TableShape of(String name, KeyPart hashKey, KeyPart rangeKey) {
        return new TableShape(name, hashKey, Optional.of(rangeKey), List.of(), Set.of());
    }

    public TableShape named(String other) {
        return new TableShape(other, hashKey, rangeKey, indexes, rules);
    }

    public TableShape with(Rule rule) {
        EnumSet<Rule> more = EnumSet.of(rule);
        more.addAll(rules);
        return new TableShape(name, hashKey, rangeKey, indexes, more);
    }

    public TableShape withIndex(String index, KeyPart hash, KeyPart range) {
        List<IndexShape> more = new ArrayList<>(indexes);
        more.add(new IndexShape(index, hash, range));
        return new TableShape(name, hashKey, rangeKey, more, rules);
    }

    public boolean is(Rule rule) {
        return rules.contains(rule);
    }

    List<KeyPart> keys() {
        return rangeKey.map(range -> List.of(hashKey, range)).orElseGet(() -> List.of(hashKey));
    }

    /** The request that makes this table in a real engine. */
    public CreateTableRequest createRequest() {
        Map<String, ScalarAttributeType> attributes = new TreeMap<>();
        keys().forEach(key -> attributes.put(key.name(), key.type()));
        indexes.forEach(index -> index.keys().forEach(key -> attributes.put(key.name(), key.type())));
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(schema(keys()))
                .attributeDefinitions(attributes.entrySet().stream()
                        .map(each -> AttributeDefinition.builder()
                                .attributeName(each.getKey())
                                .attributeType(each.getValue())
                                .build())
                        .toList());
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(
                    indexes.stream().map(TableShape::indexRequest).toList());
        }
        if (is(Rule.STREAMED)) {
            request.streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
        }
        return request.build();
    }

    private static GlobalSecondaryIndex indexRequest(IndexShape index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(schema(index.keys()))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static List<KeySchemaElement> schema(List<KeyPart> keys) {
        List<KeySchemaElement> schema = new ArrayList<>();
        for (KeyPart key : keys) {
            schema.add(KeySchemaElement.builder()
                    .attributeName(key.name())
                    .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return schema;
    }
}
