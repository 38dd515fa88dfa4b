package dev.surety.ledger.store;

import dev.surety.ledger.domain.Accounts;
import dev.surety.ledger.domain.Balance;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.model.id.MarketplaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The list of accounts and their balances in DynamoDB. */
public final class DynamoAccounts implements Accounts {
    private final LedgerTable table;

    public DynamoAccounts(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public int live(MarketplaceId marketplace) {
        return new DynamoGenerations(table).of(marketplace).live();
    }

    @Override
    public List<LedgerAccount> all(MarketplaceId marketplace, int generation) {
        return listed(marketplace, generation, "");
    }

    @Override
    public List<LedgerAccount> heldBy(MarketplaceId marketplace, int generation, String holder) {
        return listed(marketplace, generation, holder + "#");
    }

    private List<LedgerAccount> listed(MarketplaceId marketplace, int generation, String prefix) {
        List<LedgerAccount> found = new ArrayList<>();
        String partition = LedgerItems.listPartition(marketplace, generation);
        // Keys are ASCII, so nothing that begins with the prefix sorts behind this.
        table.each(
                "pk = :pk AND sk BETWEEN :from AND :to",
                LedgerTable.values(partition, prefix.isEmpty() ? "!" : prefix, prefix + "~"),
                item -> found.add(LedgerItems.listed(marketplace, generation, item)));
        found.sort(Comparator.naturalOrder());
        return found;
    }

    @Override
    public List<Balance> balances(Collection<LedgerAccount> accounts) {
        return table.get(accounts.stream().map(LedgerItems::balanceKey).toList()).stream()
                .map(LedgerItems::balance)
                .sorted(Comparator.comparing(Balance::account))
                .toList();
    }
}
