package dev.surety.ledger.store;

import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.OldBooks;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.aws.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Deletes a generation by its list of accounts, an account's place in the list last: what a crash leaves is still
 * listed. Marks of parked chains stay; nobody reads those of a generation that is gone.
 */
public final class DynamoOldBooks implements OldBooks {
    private static final int MOST = 500;
    private static final String ALL = "pk = :pk";

    private final LedgerTable table;

    public DynamoOldBooks(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public boolean sweep(MarketplaceId marketplace, int generation) {
        List<Map<String, AttributeValue>> listed =
                some(LedgerItems.listPartition(marketplace, generation), MOST);
        int left = MOST;
        for (Map<String, AttributeValue> item : listed) {
            LedgerAccount account = LedgerItems.listed(marketplace, generation, item);
            left -= account(account, left);
            if (left <= 0) {
                return false;
            }
            delete(item);
        }
        List<Map<String, AttributeValue>> parked =
                some(LedgerItems.parkedPartition(marketplace.value(), generation), left);
        parked.forEach(this::delete);
        return listed.size() < MOST && parked.size() < left;
    }

    /** Deletes at most so many items of an account; all that there are, if it gives fewer than that. */
    private int account(LedgerAccount account, int most) {
        List<Map<String, AttributeValue>> own = some(account.key(), most);
        int deleted = 0;
        for (Map<String, AttributeValue> item : own) {
            String sk = Items.text(item, "sk");
            if (sk.startsWith(LedgerItems.DAY)) {
                for (String shard : LedgerItems.shards(account, sk.substring(LedgerItems.DAY.length()))) {
                    List<Map<String, AttributeValue>> lines = some(shard, most - deleted);
                    lines.forEach(this::delete);
                    deleted += lines.size();
                    if (deleted >= most) {
                        return deleted;
                    }
                }
            }
            delete(item);
            deleted++;
            if (deleted >= most) {
                return deleted;
            }
        }
        return deleted;
    }

    private List<Map<String, AttributeValue>> some(String partition, int most) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        boolean _ = table.first(ALL, Map.of(":pk", Items.of(partition)), most, found::add);
        return found;
    }

    private void delete(Map<String, AttributeValue> item) {
        table.delete(LedgerItems.key(Items.text(item, "pk"), Items.text(item, "sk")), "pk");
    }
}
