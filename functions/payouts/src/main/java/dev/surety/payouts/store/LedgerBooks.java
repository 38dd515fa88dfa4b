package dev.surety.payouts.store;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.payouts.app.debt.Books;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Balances and lines of the ledger's table. */
public final class LedgerBooks implements Books {
    private final DynamoDbClient dynamo;
    private final String table;

    public LedgerBooks(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public long balance(LedgerAccount account) {
        return BalanceItems.of(item(BalanceItems.key(account))).amountMinor();
    }

    @Override
    public boolean has(Line line) {
        return item(LineItems.key(line)).containsKey(LineItems.name(line));
    }

    @Override
    public Stream<Line> lines(LedgerAccount account, Instant from, Instant until) {
        return answered(() -> dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(Map.of(
                                ":pk", Items.of(account.key()),
                                ":from", Items.of(LineItems.sortKey(from)),
                                ":to", Items.of(LineItems.sortKey(until)))))
                .items()
                .stream()
                .flatMap(second -> LineItems.read(account, second).lines().stream())
                .map(StoredLine::line)
                .filter(line -> !line.at().isBefore(from) && line.at().isBefore(until))
                .toList()
                .stream());
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return answered(() -> dynamo.getItem(
                        get -> get.tableName(table).key(key).consistentRead(true))
                .item());
    }

    private static <T> T answered(Supplier<T> read) {
        try {
            return read.get();
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }
}
