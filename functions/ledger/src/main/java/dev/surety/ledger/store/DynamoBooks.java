package dev.surety.ledger.store;

import dev.surety.ledger.domain.Books;
import dev.surety.ledger.domain.LedgerAccount;
import dev.surety.ledger.domain.Line;
import dev.surety.ledger.domain.LinePlace;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Lines and balances in DynamoDB: one transaction for an account's lines of a batch and its balance. A line that is
 * there already cancels the transaction; it is dropped and the rest tried again, so posting twice is impossible and
 * no balance counts a line twice.
 */
public final class DynamoBooks implements Books {
    /** With the balance 99 items of the 100 a transaction may have. */
    private static final int MOST_LINES = 98;

    private static final int MOST_CONFLICTS = 8;
    private static final int MOST_KNOWN = 20_000;
    private static final String IS_THERE = "ConditionalCheckFailed";
    private static final String FITS = "attribute_not_exists(amount) OR amount BETWEEN :low AND :high";

    private final LedgerTable table;

    /** Accounts and days this instance knows to be listed. Losing them costs a read each. */
    private final Set<Map<String, AttributeValue>> known = Collections.synchronizedSet(new LinkedHashSet<>());

    public DynamoBooks(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
    }

    @Override
    public void open(Collection<Line> lines) {
        Set<Map<String, AttributeValue>> wanted = new LinkedHashSet<>();
        for (Line line : lines) {
            wanted.add(LedgerItems.listKey(line.account()));
            if (!line.account().kind().isParticipants()) {
                wanted.add(LedgerItems.dayKey(line));
            }
        }
        wanted.removeIf(known::contains);
        Set<Map<String, AttributeValue>> there = table.get(wanted).stream()
                .map(item -> LedgerItems.key(Items.text(item, "pk"), Items.text(item, "sk")))
                .collect(Collectors.toSet());
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        for (Map<String, AttributeValue> key : wanted) {
            if (!there.contains(key)) {
                table.putOnce(key, Map.of());
            }
            known.add(key);
        }
    }

    @Override
    public List<Line> post(LedgerAccount account, List<Line> lines) {
        List<Line> unfit = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += MOST_LINES) {
            unfit.addAll(postTogether(account, lines.subList(from, Math.min(from + MOST_LINES, lines.size()))));
        }
        return unfit;
    }

    private List<Line> postTogether(LedgerAccount account, List<Line> lines) {
        List<Line> left = lines;
        int conflicts = 0;
        while (!left.isEmpty()) {
            BigInteger sum = sum(left);
            if (sum.bitLength() >= Long.SIZE) {
                return left.size() == 1 ? left : oneByOne(account, left);
            }
            try {
                transact(account, left, sum);
                return List.of();
            } catch (TransactionCanceledException cancelled) {
                List<Line> missing = missing(left, cancelled.cancellationReasons());
                if (missing.size() == left.size()) {
                    if (isThere(cancelled.cancellationReasons().getLast())) {
                        return left.size() == 1 ? left : oneByOne(account, left);
                    }
                    if (++conflicts == MOST_CONFLICTS) {
                        throw new Contended("an account is written by too many at once", cancelled);
                    }
                    LedgerTable.pause(conflicts);
                }
                left = missing;
            } catch (SdkException e) {
                throw new Outage("the ledger did not take lines", e);
            }
        }
        return List.of();
    }

    /** When lines together do not fit into a balance, some of them may. */
    private List<Line> oneByOne(LedgerAccount account, List<Line> lines) {
        List<Line> unfit = new ArrayList<>();
        lines.forEach(line -> unfit.addAll(postTogether(account, List.of(line))));
        return unfit;
    }

    private void transact(LedgerAccount account, List<Line> lines, BigInteger sum) {
        List<TransactWriteItem> items = new ArrayList<>();
        for (Line line : lines) {
            items.add(TransactWriteItem.builder()
                    .put(put -> put.tableName(table.name())
                            .item(LedgerItems.lineItem(line))
                            .conditionExpression("attribute_not_exists(pk)"))
                    .build());
        }
        items.add(TransactWriteItem.builder().update(balance(account, lines, sum)).build());
        String token = token(lines);
        table.dynamo().transactWriteItems(write -> write.transactItems(items).clientRequestToken(token));
    }

    private Update balance(LedgerAccount account, List<Line> lines, BigInteger sum) {
        // Nothing here may depend on the clock: the same lines make the same request, as their token demands.
        Instant newest = lines.stream().map(Line::at).max(Instant::compareTo).orElseThrow();
        BigInteger low = BigInteger.valueOf(Long.MIN_VALUE).subtract(sum.min(BigInteger.ZERO));
        BigInteger high = BigInteger.valueOf(Long.MAX_VALUE).subtract(sum.max(BigInteger.ZERO));
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put(":sum", AttributeValue.fromN(sum.toString()));
        values.put(":count", Items.of(lines.size()));
        values.put(":newest", Items.of(Times.text(newest)));
        values.put(":low", AttributeValue.fromN(low.toString()));
        values.put(":high", AttributeValue.fromN(high.toString()));
        return Update.builder()
                .tableName(table.name())
                .key(LedgerItems.balanceKey(account))
                .updateExpression("ADD amount :sum, #lines :count SET updatedAt = :newest")
                .expressionAttributeNames(Map.of("#lines", "lines"))
                .expressionAttributeValues(values)
                .conditionExpression(FITS)
                .build();
    }

    private static BigInteger sum(List<Line> lines) {
        return lines.stream()
                .map(line -> BigInteger.valueOf(line.amountMinor()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<Line> missing(List<Line> lines, List<CancellationReason> reasons) {
        List<Line> missing = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!isThere(reasons.get(i))) {
                missing.add(lines.get(i));
            }
        }
        return missing;
    }

    private static boolean isThere(CancellationReason reason) {
        return IS_THERE.equals(reason.code());
    }

    /** Stable for the same lines, so that a retry inside the client meets its own first attempt. */
    private static String token(List<Line> lines) {
        String keys = lines.stream()
                .map(line -> LedgerItems.partition(line) + " " + LinePlace.key(line))
                .collect(Collectors.joining("\n"));
        return Digests.sha256Hex(keys).substring(0, 36);
    }
}
