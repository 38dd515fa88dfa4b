package dev.surety.ledger.store;

import dev.surety.ledger.domain.account.Correction.Change;
import dev.surety.ledger.domain.account.Correction;
import dev.surety.ledger.domain.account.DayTotal;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.ledger.BalanceItems;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.secrets.Digests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The writes of audits and repairs to accounts: marks, totals of days, and corrections. */
final class Corrections {
    private static final String WHOLE = "whole";
    private static final String ADD = "ADD amount :amount, #lines :count";

    private final LedgerTable table;

    Corrections(LedgerTable table) {
        this.table = table;
    }

    StoredBalance mark(LedgerAccount account, Instant now, String closing) {
        return Contention.retry("the mark of an account", () -> {
            StoredBalance was = table.find(BalanceItems.key(account)).map(BalanceItems::of).orElse(StoredBalance.NONE);
            long next = Math.max(now.getEpochSecond(), was.mark() + 1);
            return table.change(mark(account, was, next, closing)).map(BalanceItems::of);
        });
    }

    private Update mark(LedgerAccount account, StoredBalance was, long next, String closing) {
        Map<String, String> names = new HashMap<>(Map.of("#mark", BalanceItems.MARK, "#lines", BalanceItems.LINES));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":next", Items.of(next), ":zero", Items.of(0)));
        List<String> sets = new ArrayList<>(List.of(
                "#mark = :next",
                "amount = if_not_exists(amount, :zero)",
                "#lines = if_not_exists(#lines, :zero)"));
        if (closing.compareTo(was.closed()) > 0) {
            values.put(":closing", Items.of(closing));
            sets.add("closed = :closing");
            int days = 0;
            for (Map.Entry<String, Long> day : was.days().entrySet()) {
                if (day.getKey().compareTo(closing) <= 0 && day.getValue() == StoredBalance.OPEN) {
                    names.put("#d" + days, BalanceItems.DAY + day.getKey());
                    sets.add("#d" + days + " = :next");
                    days++;
                }
            }
        }
        return marked(account, was.mark(), "SET " + String.join(", ", sets), names, values);
    }

    /** A change of the balance on condition that it has this mark. */
    private Update marked(
            LedgerAccount account,
            long mark,
            String change,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        if (mark > 0) {
            all.put(":mark", Items.of(mark));
        }
        return Update.builder()
                .tableName(table.name())
                .key(BalanceItems.key(account))
                .updateExpression(change)
                .conditionExpression(mark > 0 ? "#mark = :mark" : "attribute_not_exists(#mark)")
                .expressionAttributeNames(names)
                .expressionAttributeValues(all)
                .build();
    }

    boolean lines(LedgerAccount account, StoredBalance marked, Correction correction) {
        long amount = correction.changes().stream().mapToLong(Change::amountMinor).reduce(0, Math::addExact);
        long count = -correction.changes().stream().filter(change -> change.right().isEmpty()).count();
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(write(second(correction)));
        String day = correction.day();
        if (!day.isEmpty() && marked.hasClosed(day) && !marked.days().containsKey(day)) {
            items.add(write(Update.builder()
                    .tableName(table.name())
                    .key(BalanceItems.dayKey(account, day))
                    .updateExpression(ADD)
                    .expressionAttributeNames(Map.of("#lines", BalanceItems.LINES))
                    .expressionAttributeValues(sum(amount, count))
                    .build()));
        }
        items.add(write(marked(
                account,
                marked.mark(),
                ADD,
                Map.of("#lines", BalanceItems.LINES, "#mark", BalanceItems.MARK),
                sum(amount, count))));
        String token = Digests.sha256Hex(correction + " " + marked.mark()).substring(0, 36);
        return table.transact(items, token);
    }

    private static Map<String, AttributeValue> sum(long amount, long count) {
        return Map.of(":amount", Items.of(amount), ":count", Items.of(count));
    }

    private static TransactWriteItem write(Update update) {
        return TransactWriteItem.builder().update(update).build();
    }

    private Update second(Correction correction) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> sets = new ArrayList<>();
        List<String> removes = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (Change change : correction.changes()) {
            int n = names.size();
            names.put("#l" + n, LineItems.name(change.was().line()));
            values.put(":was" + n, LineItems.value(change.was().line(), change.was().mark()));
            conditions.add("#l" + n + " = :was" + n);
            change.right().ifPresentOrElse(
                    line -> {
                        values.put(":is" + n, LineItems.value(line, change.was().mark()));
                        sets.add("#l" + n + " = :is" + n);
                    },
                    () -> removes.add("#l" + n));
        }
        for (String name : correction.unreadable()) {
            int n = names.size();
            names.put("#l" + n, name);
            conditions.add("attribute_exists(#l" + n + ")");
            removes.add("#l" + n);
        }
        String change = (sets.isEmpty() ? "" : "SET " + String.join(", ", sets) + " ")
                + (removes.isEmpty() ? "" : "REMOVE " + String.join(", ", removes));
        Update.Builder update = Update.builder()
                .tableName(table.name())
                .key(LedgerItems.key(correction.partition(), correction.second()))
                .updateExpression(change.strip())
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names);
        return values.isEmpty() ? update.build() : update.expressionAttributeValues(values).build();
    }

    /** The mark moves on, so that this, sent twice, is done once. */
    boolean balance(LedgerAccount account, StoredBalance marked, long amountMinor, long lines) {
        Map<String, AttributeValue> values = new HashMap<>(sum(amountMinor, lines));
        values.put(":next", Items.of(marked.mark() + 1));
        return table.update(marked(
                account,
                marked.mark(),
                ADD + " SET #mark = :next",
                Map.of("#lines", BalanceItems.LINES, "#mark", BalanceItems.MARK),
                values));
    }

    /** Write the total first: a reader would lose a day that neither the balance nor a total has. */
    void total(LedgerAccount account, DayTotal total) {
        Map<String, AttributeValue> values = new HashMap<>(sum(total.amountMinor(), total.lines()));
        values.put(":one", Items.of(1));
        boolean _ = table.update(Update.builder()
                .tableName(table.name())
                .key(BalanceItems.dayKey(account, total.day()))
                .updateExpression(ADD + " SET whole = :one")
                .conditionExpression("attribute_not_exists(whole)")
                .expressionAttributeNames(Map.of("#lines", BalanceItems.LINES))
                .expressionAttributeValues(values)
                .build());
        boolean _ = table.update(Update.builder()
                .tableName(table.name())
                .key(BalanceItems.key(account))
                .updateExpression("REMOVE #day")
                .conditionExpression("attribute_exists(#day)")
                .expressionAttributeNames(Map.of("#day", BalanceItems.DAY + total.day()))
                .build());
    }

    boolean total(LedgerAccount account, DayTotal was, DayTotal right) {
        return table.update(Update.builder()
                .tableName(table.name())
                .key(BalanceItems.dayKey(account, right.day()))
                .updateExpression("SET amount = :amount, #lines = :count")
                .conditionExpression("amount = :was AND #lines = :wasCount")
                .expressionAttributeNames(Map.of("#lines", BalanceItems.LINES))
                .expressionAttributeValues(Map.of(
                        ":amount", Items.of(right.amountMinor()),
                        ":count", Items.of(right.lines()),
                        ":was", Items.of(was.amountMinor()),
                        ":wasCount", Items.of(was.lines())))
                .build());
    }

    static DayTotal total(String day, Map<String, AttributeValue> item) {
        return new DayTotal(
                day,
                Items.number(item, BalanceItems.AMOUNT),
                Items.number(item, BalanceItems.LINES),
                item.containsKey(WHOLE));
    }
}
