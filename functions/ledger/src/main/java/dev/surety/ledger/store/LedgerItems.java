package dev.surety.ledger.store;

import dev.surety.ledger.domain.account.Balance;
import dev.surety.ledger.domain.account.LinePlace;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.BalanceItems;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the ledger table that only this function writes, and their keys. */
final class LedgerItems {
    static final String SCAN = "scan";
    static final String WAITING = "scan#waiting";
    static final String ABOARD = "scan#aboard";

    private LedgerItems() {}

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", Items.of(pk), "sk", Items.of(sk));
    }

    /** Of an entry of the journal. */
    static Map<String, AttributeValue> entryKey(ChainId chain, int number) {
        return Map.of("pk", Items.of(chain.toString()), "sk", Items.of(number));
    }

    static Balance balance(Map<String, AttributeValue> item) {
        StoredBalance balance = BalanceItems.of(item);
        return new Balance(
                LedgerAccount.parse(Items.text(item, "pk")), balance.amountMinor(), balance.lines());
    }

    /** The entry of an account in its marketplace's list, sorted by holder so that one query finds a holder's all. */
    static Map<String, AttributeValue> listKey(LedgerAccount account) {
        Account of = account.account();
        return key(
                listPartition(account.marketplace()),
                of.holder() + "#" + of.kind().code() + "#" + account.currency());
    }

    static String listPartition(MarketplaceId marketplace) {
        return "accounts#" + marketplace;
    }

    static LedgerAccount listed(MarketplaceId marketplace, Map<String, AttributeValue> item) {
        String[] parts = Items.text(item, "sk").split("#", -1);
        return LedgerAccount.parse(parts[1] + "#" + marketplace + "#" + parts[0] + "#" + parts[2]);
    }

    static String parkedPartition(String marketplace) {
        return "parked#" + marketplace;
    }

    static Map<String, AttributeValue> parkedKey(EntryRef place) {
        return key(
                parkedPartition(place.marketplace()), place.chain() + "#" + LinePlace.padded(place.number()));
    }

    static Map<String, AttributeValue> progressKey(ChainId job) {
        return key("job#" + job.marketplace() + "#" + job.id(), "progress");
    }

    static Map<String, AttributeValue> orderKey(MarketplaceId marketplace, JobKind kind) {
        return key("job-order#" + marketplace, kind.code());
    }

    static String breachPartition(String marketplace) {
        return "breach#" + marketplace;
    }
}
