package dev.surety.ledger.store;

import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.job.Orders;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
                        ChainId.parse(Items.text(item, "job")),
                        kind,
                        Instant.parse(Items.text(item, "at")),
                        item.containsKey("ofDay") ? (int) Items.number(item, "ofDay") : 1));
    }

    @Override
    public boolean note(Order order, Optional<Order> before) {
        Map<String, AttributeValue> item =
                new HashMap<>(LedgerItems.orderKey(order.job().marketplace(), order.kind()));
        item.put("job", Items.of(order.job().toString()));
        item.put("at", Items.of(Times.text(order.at())));
        item.put("ofDay", Items.of(order.ofDay()));
        return before.map(read -> table.put(
                        item, "job = :job", Map.of(":job", Items.of(read.job().toString()))))
                .orElseGet(() -> table.put(item, "attribute_not_exists(pk)", Map.of()));
    }
}
