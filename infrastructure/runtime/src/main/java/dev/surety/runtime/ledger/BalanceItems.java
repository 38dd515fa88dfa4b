package dev.surety.runtime.ledger;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.aws.Items;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Balances as items, one an account, and the totals of a platform account's closed days beside them. */
public final class BalanceItems {
    public static final String SK = "balance";
    public static final String AMOUNT = "amount";
    public static final String LINES = "lines";
    public static final String MARK = "mark";
    public static final String CLOSED = "closed";
    public static final String DAY = "day#";

    private BalanceItems() {}

    public static Map<String, AttributeValue> key(LedgerAccount account) {
        return Map.of("pk", Items.of(account.key()), "sk", Items.of(SK));
    }

    /** The total of a closed day; late lines may be in it before the others are. */
    public static Map<String, AttributeValue> dayKey(LedgerAccount account, String day) {
        return Map.of("pk", Items.of(account.key()), "sk", Items.of(DAY + day));
    }

    public static StoredBalance of(Map<String, AttributeValue> item) {
        Map<String, Long> days = new TreeMap<>();
        for (String name : item.keySet()) {
            if (name.startsWith(DAY)) {
                days.put(name.substring(DAY.length()), Items.number(item, name));
            }
        }
        return new StoredBalance(
                number(item, AMOUNT),
                number(item, LINES),
                number(item, MARK),
                Items.findText(item, CLOSED).orElse(""),
                days);
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Items.number(item, name) : 0;
    }
}
