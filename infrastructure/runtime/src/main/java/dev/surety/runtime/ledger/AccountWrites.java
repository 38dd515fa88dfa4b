package dev.surety.runtime.ledger;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.aws.Items;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The writes of one transaction that put lines of one account and add them to its balance. They are an update for each
 * second that has lines, the totals of closed days among them, and the balance, last. An existing line, or a mark that
 * the balance no longer has, cancels all of it.
 */
public final class AccountWrites {
    private static final String FAILED = "ConditionalCheckFailed";

    private final String table;
    private final LedgerAccount account;
    private final StoredBalance known;
    private final List<List<Line>> seconds;
    private final List<Line> lines;
    private final BigInteger sum;

    /** @param known the mark and the closed days of the account as they were last seen */
    public AccountWrites(String table, LedgerAccount account, StoredBalance known, List<Line> lines) {
        this.table = table;
        this.account = account;
        this.known = known;
        this.lines = List.copyOf(lines);
        this.sum = sum(lines);
        this.seconds = List.copyOf(lines.stream()
                .collect(Collectors.groupingBy(LineItems::key, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    public static BigInteger sum(List<Line> lines) {
        return lines.stream()
                .map(line -> BigInteger.valueOf(line.amountMinor()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** @param bound a further condition on {@code amount}, such as {@code amount >= :least}; empty if there is none */
    public List<TransactWriteItem> items(String bound, Map<String, AttributeValue> values) {
        List<TransactWriteItem> items = new ArrayList<>();
        seconds.forEach(second -> items.add(item(put(second))));
        totals().forEach((day, late) -> items.add(item(total(day, late))));
        items.add(item(balance(bound, values)));
        return items;
    }

    /** How many writes these are. */
    public int size() {
        return seconds.size() + totals().size() + 1;
    }

    private static TransactWriteItem item(Update update) {
        return TransactWriteItem.builder().update(update).build();
    }

    private Update put(List<Line> second) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        List<String> sets = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < second.size(); i++) {
            names.put("#l" + i, LineItems.name(second.get(i)));
            values.put(":l" + i, LineItems.value(second.get(i), known.mark()));
            sets.add("#l" + i + " = :l" + i);
            conditions.add("attribute_not_exists(#l" + i + ")");
        }
        return Update.builder()
                .tableName(table)
                .key(LineItems.key(second.getFirst()))
                .updateExpression("SET " + String.join(", ", sets))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** The lines that come late to a day that has a total. */
    private Map<String, List<Line>> totals() {
        return account.kind().isParticipants()
                ? Map.of()
                : lines.stream()
                        .filter(line -> known.hasClosed(line.day()))
                        .collect(Collectors.groupingBy(
                                line -> line.day(), TreeMap::new, Collectors.toList()));
    }

    private Update total(String day, List<Line> late) {
        return Update.builder()
                .tableName(table)
                .key(BalanceItems.dayKey(account, day))
                .updateExpression("ADD amount :sum, #lines :count")
                .expressionAttributeNames(Map.of("#lines", BalanceItems.LINES))
                .expressionAttributeValues(Map.of(
                        ":sum", AttributeValue.fromN(sum(late).toString()),
                        ":count", Items.of(late.size())))
                .build();
    }

    private Update balance(String bound, Map<String, AttributeValue> more) {
        BigInteger low = BigInteger.valueOf(Long.MIN_VALUE).subtract(sum.min(BigInteger.ZERO));
        BigInteger high = BigInteger.valueOf(Long.MAX_VALUE).subtract(sum.max(BigInteger.ZERO));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("#lines", BalanceItems.LINES);
        names.put("#mark", BalanceItems.MARK);
        Map<String, AttributeValue> values = new LinkedHashMap<>(more);
        values.put(":sum", AttributeValue.fromN(sum.toString()));
        values.put(":count", Items.of(lines.size()));
        values.put(":low", AttributeValue.fromN(low.toString()));
        values.put(":high", AttributeValue.fromN(high.toString()));
        if (known.mark() > 0) {
            values.put(":mark", Items.of(known.mark()));
        }
        List<String> sets = new ArrayList<>();
        int days = 0;
        for (String day : openDays()) {
            names.put("#d" + days, BalanceItems.DAY + day);
            values.put(":open", Items.of(StoredBalance.OPEN));
            sets.add("#d" + days + " = :open");
            days++;
        }
        return Update.builder()
                .tableName(table)
                .key(BalanceItems.key(account))
                .updateExpression("ADD amount :sum, #lines :count"
                        + (sets.isEmpty() ? "" : " SET " + String.join(", ", sets)))
                .conditionExpression("(attribute_not_exists(amount) OR amount BETWEEN :low AND :high) AND "
                        + (known.mark() > 0 ? "#mark = :mark" : "attribute_not_exists(#mark)")
                        + (bound.isEmpty() ? "" : " AND " + bound))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private Set<String> openDays() {
        return account.kind().isParticipants()
                ? Set.of()
                : lines.stream()
                        .map(line -> line.day())
                        .filter(day -> !known.hasClosed(day))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The lines that were there already, by the reasons for which these very writes were cancelled. */
    public List<Line> there(List<CancellationReason> reasons) {
        List<Line> there = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            CancellationReason reason = reasons.get(i);
            if (failed(reason)) {
                seconds.get(i).stream()
                        .filter(line -> reason.item().containsKey(LineItems.name(line)))
                        .forEach(there::add);
            }
        }
        return there;
    }

    /** Whether the balance's condition did not hold. */
    public boolean balanceFailed(List<CancellationReason> reasons) {
        return failed(reasons.get(size() - 1));
    }

    /** The balance as it was found; only where its condition did not hold. */
    public StoredBalance found(List<CancellationReason> reasons) {
        CancellationReason reason = reasons.get(size() - 1);
        return reason.hasItem() ? BalanceItems.of(reason.item()) : StoredBalance.NONE;
    }

    private static boolean failed(CancellationReason reason) {
        return FAILED.equals(reason.code());
    }
}
