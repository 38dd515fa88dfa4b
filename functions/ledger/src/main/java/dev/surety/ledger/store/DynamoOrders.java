package dev.surety.ledger.store;

import dev.surety.ledger.domain.JobKind;
import dev.surety.ledger.domain.Orders;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** An item a marketplace and kind, beside the books. */
public final class DynamoOrders implements Orders {
    private final LedgerTable table;

    public DynamoOrders(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public Optional<Order> last(MarketplaceId marketplace, JobKind kind) {
        return table.get(List.of(LedgerItems.orderKey(marketplace, kind))).stream()
                .findFirst()
                .map(item -> new Order(
                        ChainId.parse(Items.text(item, "job")), kind, Instant.parse(Items.text(item, "at"))));
    }

    @Override
    public boolean note(Order order, Optional<Order> before) {
        Map<String, AttributeValue> item =
                new HashMap<>(LedgerItems.orderKey(order.job().marketplace(), order.kind()));
        item.put("job", Items.of(order.job().toString()));
        item.put("at", Items.of(Times.text(order.at())));
        try {
            table.dynamo().putItem(put -> {
                put.tableName(table.name()).item(item);
                before.ifPresentOrElse(
                        read -> put.conditionExpression("job = :job")
                                .expressionAttributeValues(Map.of(":job", Items.of(read.job().toString()))),
                        () -> put.conditionExpression("attribute_not_exists(pk)"));
            });
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false;
        } catch (SdkException e) {
            throw new Outage("an order was not noted", e);
        }
    }
}
