package dev.surety.simulator.bank;

import static dev.surety.simulator.bank.BankItems.item;
import static dev.surety.simulator.bank.BankItems.key;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The simulated bank's books in the sandbox table, a partition for each account. No other class reads or writes them.
 * Each write has a condition on the state that its caller read. If another writer was first, the write returns false
 * and the caller reads again.
 *
 * <p>A store that does not answer is an {@link Outage}: the write may have been made.
 */
final class BankBooks {
    /** The most payments of a line: with the line itself, they fill one transaction. */
    static final int MOST_OF_A_LINE = 99;

    private static final int NONCE_BYTES = 16;
    private static final int DIGITS = 10;

    private final DynamoDbClient dynamo;
    private final String table;

    BankBooks(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** An account of a marketplace, by the name that its settings give it. */
    record At(MarketplaceId marketplace, String account) {}

    static String padded(long number) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, DIGITS - text.length())) + text;
    }

    Optional<Transfer> transfer(At at, String payout) {
        return find(key(at, BankItems.TRANSFER + payout)).map(BankItems::transfer);
    }

    /** Transfers by id, from the one after {@code after}. */
    List<Transfer> transfers(At at, String after, int most) {
        String from = BankItems.TRANSFER + (after.isEmpty() ? "" : after + "!");
        return query(at, from, BankItems.TRANSFER + "~", true, most).stream()
                .map(BankItems::transfer)
                .toList();
    }

    Script script(At at) {
        return find(key(at, BankItems.SCRIPT)).map(BankItems::script).orElse(Script.NONE);
    }

    /** The first bookings that are due, in their order. */
    List<Pending> due(At at, Instant until, int most) {
        return query(at, BankItems.DUE, BankItems.DUE + Times.text(until) + "~", true, most).stream()
                .map(BankItems::pending)
                .toList();
    }

    Optional<Pending> next(At at) {
        return query(at, BankItems.DUE, BankItems.DUE + "~", true, 1).stream()
                .map(BankItems::pending)
                .findFirst();
    }

    Optional<BankLine> last(At at) {
        return query(at, BankItems.LINE, BankItems.LINE + "~", false, 1).stream()
                .map(BankItems::line)
                .findFirst();
    }

    List<BankLine> lines(At at, long after, int most) {
        return query(at, BankItems.LINE + padded(after + 1), BankItems.LINE + "~", true, most).stream()
                .map(BankItems::line)
                .toList();
    }

    /** The fingerprint of the request that a command's key has played; empty if it has not. */
    Optional<String> played(At at, CommandKey key) {
        return find(key(at, BankItems.KEY + key.hash())).map(item -> Items.text(item, "fingerprint"));
    }

    /**
     * Plays a command whose answer follows from the books alone, and keeps its key. Said again, it is played again and
     * is a replay.
     */
    <T> Outcome<T> once(At at, CommandKey key, Predicate<String> isSame, Supplier<Outcome<T>> command) {
        return Contention.retry("an account at the bank", () -> {
            Optional<String> before = played(at, key);
            if (before.isPresent() && !isSame.test(before.get())) {
                return Optional.of(Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED));
            }
            return switch (command.get()) {
                case Outcome.Done<T>(var value, _) when before.isPresent() ->
                    Optional.of(new Outcome.Done<>(value, true));
                case Outcome.Done<T> done ->
                    together(List.of(isNew(item(at, key)))) ? Optional.of(done) : Optional.empty();
                case Outcome<T> other -> Optional.of(other);
            };
        });
    }

    /** Books a new transfer, its bookings to come and, if one was used, the script. */
    boolean open(At at, Transfer transfer, List<Pending> pending, Optional<Script> after) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(isNew(item(at, transfer)));
        pending.forEach(each -> writes.add(isNew(item(at, each))));
        after.ifPresent(script -> writes.add(changed(at, script)));
        return together(writes);
    }

    boolean change(At at, Script after) {
        return together(List.of(changed(at, after)));
    }

    /** Books the return of a transfer that was not returned, under the key of its command. */
    boolean giveBack(At at, Transfer returned, Pending pending, CommandKey key) {
        return together(List.of(
                isNew(item(at, key)),
                put(item(at, returned), "#returned = :no", Map.of("#returned", "returned"), Map.of(
                        ":no", AttributeValue.fromBool(false))),
                isNew(item(at, pending))));
    }

    boolean play(At at, Script after, List<Pending> pending, CommandKey key) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(isNew(item(at, key)));
        writes.add(changed(at, after));
        pending.forEach(each -> writes.add(isNew(item(at, each))));
        return together(writes);
    }

    /** Turns bookings to come into the account's next line. Returns false if another call has booked one of them. */
    boolean book(At at, BankLine line, List<Pending> booked) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(isNew(item(at, line)));
        booked.forEach(each -> writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(key(at, BankItems.name(each)))
                        .conditionExpression("attribute_exists(pk)"))
                .build()));
        return together(writes);
    }

    Optional<FileRecord> file(At at, String id) {
        return find(key(at, BankItems.FILE + id)).map(BankItems::file);
    }

    /** The file that used a message id up. */
    Optional<String> message(At at, String messageId) {
        return find(key(at, BankItems.MESSAGE + messageId)).map(item -> Items.text(item, "file"));
    }

    /** The number of a period's statement. */
    Optional<Long> statement(At at, String period) {
        return find(key(at, BankItems.STATEMENT + period)).map(item -> Items.number(item, "number"));
    }

    /** Gives a period the next number; empty if another call was first. */
    Optional<Long> number(At at, Currency currency, String period) {
        Map<String, AttributeValue> counter = key(at, BankItems.STATEMENTS + currency);
        long last = find(counter).map(item -> Items.number(item, "number")).orElse(0L);
        Map<String, AttributeValue> numbered = key(at, BankItems.STATEMENT + period);
        numbered.put("number", Items.of(last + 1));
        counter.put("number", Items.of(last + 1));
        boolean written = together(List.of(
                isNew(numbered),
                last == 0
                        ? isNew(counter)
                        : put(counter, "#number = :before", Map.of("#number", "number"), Map.of(
                                ":before", Items.of(last)))));
        return written ? Optional.of(last + 1) : Optional.empty();
    }

    /** The transfers of a file, by reference, from the one after {@code after}. */
    List<Transfer> transfersOf(At at, String messageId, String after, int most) {
        String prefix = BankItems.TRANSFER + messageId + "@";
        return query(at, after.isEmpty() ? prefix : BankItems.TRANSFER + after + "!", prefix + "~", true, most).stream()
                .map(BankItems::transfer)
                .toList();
    }

    /**
     * Books a new file under the key of its command. With a script, the file uses its message id and the script up.
     */
    boolean claim(At at, FileRecord file, Optional<Script> after, CommandKey key) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(isNew(item(at, key)));
        writes.add(isNew(item(at, file)));
        after.ifPresent(script -> {
            writes.add(isNew(BankItems.message(at, file.taken())));
            writes.add(changed(at, script));
        });
        return together(writes);
    }

    boolean writeTransfers(At at, FileRecord from, List<Transfer> transfers) {
        return write(at, from, transfers.stream().map(transfer -> item(at, transfer)).toList());
    }

    boolean writeBookings(At at, FileRecord from, List<Pending> bookings) {
        return write(at, from, bookings.stream().map(booking -> item(at, booking)).toList());
    }

    private boolean write(At at, FileRecord from, List<Map<String, AttributeValue>> items) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(
                item(at, from.advanced()),
                "#written = :before",
                Map.of("#written", "written"),
                Map.of(":before", Items.of(from.written()))));
        items.forEach(item -> writes.add(isNew(item)));
        return together(writes);
    }

    private TransactWriteItem changed(At at, Script after) {
        Map<String, AttributeValue> item = item(at, after);
        return after.version() == 0
                ? isNew(item)
                : put(item, "#version = :before", Map.of("#version", "version"), Map.of(
                        ":before", Items.of(after.version())));
    }

    private TransactWriteItem isNew(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    private TransactWriteItem put(
            Map<String, AttributeValue> item,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }

    /** Each call has its own request token, so that of two calls that write the same only one learns that it wrote. */
    private boolean together(List<TransactWriteItem> writes) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Sealed.random(NONCE_BYTES));
        try {
            dynamo.transactWriteItems(all -> all.clientRequestToken(token).transactItems(writes));
            return true;
        } catch (TransactionCanceledException overtaken) {
            return false;
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
        return Optional.ofNullable(asked(() -> dynamo.getItem(
                                get -> get.tableName(table).key(key).consistentRead(true)))
                        .item())
                .filter(item -> !item.isEmpty());
    }

    private List<Map<String, AttributeValue>> query(At at, String from, String to, boolean forward, int most) {
        return asked(() -> {
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            Map<String, AttributeValue> start = Map.of();
            do {
                var query = QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(Map.of(
                                ":pk", Items.of(BankItems.books(at)), ":from", Items.of(from), ":to", Items.of(to)))
                        .scanIndexForward(forward)
                        .limit(most - items.size());
                if (!start.isEmpty()) {
                    query.exclusiveStartKey(start);
                }
                var page = dynamo.query(query.build());
                items.addAll(page.items());
                start = page.lastEvaluatedKey();
            } while (!start.isEmpty() && items.size() < most);
            return items;
        });
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw unanswered(e);
        }
    }

    private static Outage unanswered(SdkException cause) {
        return new Outage("the sandbox's bank does not answer", cause);
    }
}
