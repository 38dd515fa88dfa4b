package dev.surety.ledger.store;

import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Balance;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.BalanceItems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The list of accounts and their balances in DynamoDB. */
public final class DynamoAccounts implements Accounts {
    // Keys are ASCII, so nothing that begins with a prefix sorts behind it and a tilde.
    private static final String RANGE = "pk = :pk AND sk BETWEEN :from AND :to";

    private final LedgerTable table;

    public DynamoAccounts(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public List<LedgerAccount> all(MarketplaceId marketplace) {
        return listed(marketplace, "");
    }

    @Override
    public Page page(MarketplaceId marketplace, String after, int most) {
        List<Listed> found = new ArrayList<>();
        String from = after.isEmpty() ? "!" : after + "!";
        boolean isLast = table.first(
                RANGE,
                LedgerTable.values(LedgerItems.listPartition(marketplace), from, "~"),
                most,
                item -> found.add(new Listed(Items.text(item, "sk"), LedgerItems.listed(marketplace, item))));
        return new Page(found, isLast);
    }

    @Override
    public List<LedgerAccount> heldBy(MarketplaceId marketplace, String holder) {
        return listed(marketplace, holder + "#");
    }

    private List<LedgerAccount> listed(MarketplaceId marketplace, String prefix) {
        // A kind that was named otherwise before may be listed under both names.
        Set<LedgerAccount> found = new TreeSet<>();
        table.each(
                RANGE,
                LedgerTable.values(
                        LedgerItems.listPartition(marketplace), prefix.isEmpty() ? "!" : prefix, prefix + "~"),
                item -> found.add(LedgerItems.listed(marketplace, item)));
        return List.copyOf(found);
    }

    @Override
    public List<Balance> balances(Collection<LedgerAccount> accounts) {
        return table.get(accounts.stream().map(BalanceItems::key).toList()).stream()
                .map(LedgerItems::balance)
                .sorted(Comparator.comparing(Balance::account))
                .toList();
    }
}
