package dev.surety.ledger.store;

import dev.surety.ledger.domain.Generations;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.resilience.Outage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The state of each marketplace's generations, one item: {@code generation#<marketplace>}, {@code state}. Without it
 * the books are generation 0. Whoever debits {@code payable} or {@code reserve} in a transaction checks there that
 * {@code live} is what it was and {@code closing} is not there.
 */
public final class DynamoGenerations implements Generations {
    private static final String LIVE = "live";
    private static final String NEXT = "next";
    private static final String OLD = "old";
    private static final String CLOSING = "closing";
    private static final String HIGHEST = "highest";
    private static final String JOB = "job";
    private static final String VERSION = "version";

    private final LedgerTable table;

    public DynamoGenerations(DynamoDbClient dynamo, String table) {
        this(new LedgerTable(dynamo, table));
    }

    DynamoGenerations(LedgerTable table) {
        this.table = table;
    }

    @Override
    public State of(MarketplaceId marketplace) {
        return of(List.of(marketplace)).getOrDefault(marketplace, State.FIRST);
    }

    @Override
    public Map<MarketplaceId, State> of(Collection<MarketplaceId> marketplaces) {
        if (marketplaces.isEmpty()) {
            return Map.of();
        }
        Map<String, State> found = table.get(marketplaces.stream().map(LedgerItems::generationKey).toList()).stream()
                .collect(Collectors.toMap(item -> Items.text(item, "pk"), DynamoGenerations::state));
        return marketplaces.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        marketplace -> found.getOrDefault(
                                LedgerItems.generationPartition(marketplace), State.FIRST)));
    }

    @Override
    public boolean change(MarketplaceId marketplace, State to) {
        Map<String, AttributeValue> item = new HashMap<>(LedgerItems.generationKey(marketplace));
        item.put(LIVE, Items.of(to.live()));
        to.next().ifPresent(next -> item.put(NEXT, Items.of(next)));
        to.old().ifPresent(old -> item.put(OLD, Items.of(old)));
        if (to.closing()) {
            item.put(CLOSING, Items.of(1));
        }
        item.put(HIGHEST, Items.of(to.highest()));
        item.put(JOB, Items.of(to.job()));
        item.put(VERSION, Items.of(to.version() + 1));
        try {
            table.dynamo().putItem(put -> {
                put.tableName(table.name()).item(item);
                if (to.version() == 0) {
                    put.conditionExpression("attribute_not_exists(pk)");
                } else {
                    put.conditionExpression("#version = :version")
                            .expressionAttributeNames(Map.of("#version", VERSION))
                            .expressionAttributeValues(Map.of(":version", Items.of(to.version())));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false;
        } catch (SdkException e) {
            throw new Outage("the state of the generations was not taken", e);
        }
    }

    private static State state(Map<String, AttributeValue> item) {
        return new State(
                (int) Items.number(item, LIVE),
                number(item, NEXT),
                item.containsKey(CLOSING),
                number(item, OLD),
                (int) Items.number(item, HIGHEST),
                Items.text(item, JOB),
                Items.number(item, VERSION));
    }

    private static Optional<Integer> number(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of((int) Items.number(item, name)) : Optional.empty();
    }
}
