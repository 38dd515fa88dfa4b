package dev.surety.events.inbox;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The journal's items as its stream would tell them, readable or not. */
public final class JournalItems {
    private final DynamoDbClient dynamo;
    private final String table;

    public JournalItems(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    Optional<Map<String, AttributeValue>> find(ChainId chain, int number) {
        try {
            Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                            .consistentRead(true)
                            .key(Map.of("pk", Items.of(chain.toString()), "sk", Items.of(number))))
                    .item();
            return Optional.ofNullable(item).filter(there -> !there.isEmpty());
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
    }

    /** All of one chain, in its order. */
    List<Map<String, AttributeValue>> all(ChainId chain) {
        try {
            return dynamo
                    .queryPaginator(query -> query.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(Map.of(":pk", Items.of(chain.toString()))))
                    .items()
                    .stream()
                    .toList();
        } catch (SdkException e) {
            throw new Outage("the journal does not answer", e);
        }
    }
}
