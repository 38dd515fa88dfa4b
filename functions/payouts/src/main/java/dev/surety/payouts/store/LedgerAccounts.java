package dev.surety.payouts.store;

import dev.surety.model.id.PayoutId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import dev.surety.payouts.app.payout.Accounts;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads balances and lines of the ledger, consistently. */
public final class LedgerAccounts implements Accounts {
    private final DynamoDbClient dynamo;
    private final String table;

    public LedgerAccounts(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public long balance(LedgerAccount account) {
        return read(() -> BalanceItems.of(dynamo.getItem(get -> get.tableName(table)
                                .key(BalanceItems.key(account))
                                .consistentRead(true))
                        .item())
                .amountMinor());
    }

    @Override
    public List<PayoutId> payouts(LedgerAccount account, Instant from, Instant until, int most) {
        return read(() -> partitions(account, from, until)
                .flatMap(partition -> lines(account, partition, from, until).stream())
                .filter(line -> line.chain().type().equals(JournalPayouts.TYPE) && line.amountMinor() < 0)
                .map(line -> new PayoutId(line.chain().id()))
                .distinct()
                .limit(most)
                .toList());
    }

    private static Stream<String> partitions(LedgerAccount account, Instant from, Instant until) {
        return account.kind().isParticipants()
                ? Stream.of(account.key())
                : Stream.of(Line.day(from), Line.day(until))
                        .distinct()
                        .flatMap(day -> LineItems.partitions(account, day).stream());
    }

    private List<Line> lines(LedgerAccount account, String partition, Instant from, Instant until) {
        List<Line> lines = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        do {
            var query = QueryRequest.builder()
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :until")
                    .expressionAttributeValues(Map.of(
                            ":pk", Items.of(partition),
                            ":from", Items.of(LineItems.sortKey(from)),
                            ":until", Items.of(LineItems.sortKey(until))));
            if (!start.isEmpty()) {
                query.exclusiveStartKey(start);
            }
            var page = dynamo.query(query.build());
            page.items().forEach(item -> LineItems.read(account, item).lines().stream()
                    .map(StoredLine::line)
                    .filter(line -> !line.at().isBefore(from) && line.at().isBefore(until))
                    .forEach(lines::add));
            start = page.lastEvaluatedKey();
        } while (!start.isEmpty());
        return lines;
    }

    private static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }
}
