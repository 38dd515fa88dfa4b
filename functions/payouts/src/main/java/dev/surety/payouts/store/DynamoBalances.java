package dev.surety.payouts.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.StoredLine;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.run.Balances;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.resilience.ContentionPause;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Balances and lines in the ledger's table, read consistently. */
public final class DynamoBalances implements Balances {
    private static final int MOST_KEYS = 100;

    /** Sorts behind each line of an account. */
    private static final String AFTER_LINES = LineItems.LINE + "~";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoBalances(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Map<ParticipantId, Balance> of(
            MarketplaceId marketplace, Currency currency, List<ParticipantId> payees) {
        List<LedgerAccount> accounts = new ArrayList<>();
        for (ParticipantId payee : payees) {
            accounts.add(account(marketplace, AccountKind.PAYABLE, payee, currency));
            accounts.add(account(marketplace, AccountKind.DEBT, payee, currency));
        }
        Map<String, Long> amounts = new HashMap<>();
        for (int from = 0; from < accounts.size(); from += MOST_KEYS) {
            read(accounts.subList(from, Math.min(accounts.size(), from + MOST_KEYS)), amounts);
        }
        Map<ParticipantId, Balance> found = new HashMap<>();
        for (int i = 0; i < payees.size(); i++) {
            LedgerAccount payable = accounts.get(2 * i);
            LedgerAccount debt = accounts.get(2 * i + 1);
            found.put(
                    payees.get(i),
                    new Balance(
                            payable.money(amounts.getOrDefault(payable.key(), 0L)),
                            debt.money(amounts.getOrDefault(debt.key(), 0L))));
        }
        return found;
    }

    private void read(List<LedgerAccount> accounts, Map<String, Long> into) {
        List<Map<String, AttributeValue>> keys =
                accounts.stream().map(BalanceItems::key).toList();
        try {
            for (int round = 0; !keys.isEmpty(); round++) {
                if (round > Limits.LOST_RACES) {
                    throw new Outage("the ledger does not give all balances");
                }
                ContentionPause.pause(round);
                Map<String, KeysAndAttributes> asked = Map.of(
                        table,
                        KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
                BatchGetItemResponse answer = dynamo.batchGetItem(get -> get.requestItems(asked));
                answer.responses()
                        .getOrDefault(table, List.of())
                        .forEach(item -> into.put(
                                Items.text(item, "pk"), BalanceItems.of(item).amountMinor()));
                KeysAndAttributes left = answer.unprocessedKeys().get(table);
                keys = left == null ? List.of() : left.keys();
            }
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }

    @Override
    public Money payableAt(
            MarketplaceId marketplace, Currency currency, ParticipantId payee, Money now, Instant then) {
        LedgerAccount account = account(marketplace, AccountKind.PAYABLE, payee, currency);
        try {
            long since = dynamo
                    .queryPaginator(query -> query.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                            .expressionAttributeValues(Map.of(
                                    ":pk", Items.of(account.key()),
                                    ":from", Items.of(LineItems.sortKey(then)),
                                    ":to", Items.of(AFTER_LINES))))
                    .items()
                    .stream()
                    .flatMap(item -> LineItems.read(account, item).lines().stream())
                    .map(StoredLine::line)
                    .filter(line -> line.at().isAfter(then))
                    .mapToLong(line -> line.amountMinor())
                    .reduce(0, Math::addExact);
            return now.minus(account.money(since));
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }

    @Override
    public Optional<Instant> lastMoved(MarketplaceId marketplace, Currency currency, ParticipantId payee) {
        LedgerAccount account = account(marketplace, AccountKind.PAYABLE, payee, currency);
        try {
            return dynamo
                    .query(query -> query.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                            .expressionAttributeValues(Map.of(
                                    ":pk", Items.of(account.key()),
                                    ":from", Items.of(LineItems.LINE),
                                    ":to", Items.of(AFTER_LINES)))
                            .scanIndexForward(false)
                            .limit(1))
                    .items()
                    .stream()
                    .flatMap(item -> LineItems.read(account, item).lines().stream())
                    .map(line -> line.line().at())
                    .max(Instant::compareTo);
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }

    @Override
    public Money of(MarketplaceId marketplace, Account account, Currency currency) {
        var of = new LedgerAccount(marketplace, account, currency);
        Map<String, Long> amounts = new HashMap<>();
        read(List.of(of), amounts);
        return of.money(amounts.getOrDefault(of.key(), 0L));
    }

    private static LedgerAccount account(
            MarketplaceId marketplace, AccountKind kind, ParticipantId payee, Currency currency) {
        return new LedgerAccount(marketplace, Account.of(kind, payee), currency);
    }
}
