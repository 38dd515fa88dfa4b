package dev.surety.ledger.store;

import dev.surety.ledger.domain.account.Books;
import dev.surety.ledger.domain.account.Correction;
import dev.surety.ledger.domain.account.DayTotal;
import dev.surety.model.Invariants;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.ledger.AccountWrites;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.resilience.Contended;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Lines and balances in DynamoDB: one transaction for an account's lines of a batch and its balance. A line that is
 * there already cancels the transaction; it is dropped and the rest tried again, so posting twice is impossible and
 * no balance counts a line twice. Safe for threads.
 */
public final class DynamoBooks implements Books {
    /** Their names and conditions, if all are of one second, fit into the 4 KB that an expression may have. */
    private static final int MOST_LINES = 90;

    private static final int MOST_ITEMS = 100;
    private static final int MOST_CONFLICTS = 8;
    private static final int MOST_KNOWN = 20_000;

    private final LedgerTable table;
    private final Corrections corrections;

    /** Accounts this instance knows to be listed, as it last saw their balances. Losing them costs a read each. */
    private final Map<LedgerAccount, StoredBalance> known = new ConcurrentHashMap<>();

    public DynamoBooks(DynamoDbClient dynamo, String table) {
        this.table = new LedgerTable(dynamo, table);
        this.corrections = new Corrections(this.table);
    }

    @Override
    public void open(Collection<Line> lines) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        List<LedgerAccount> wanted = lines.stream()
                .map(Line::account)
                .distinct()
                .filter(account -> !known.containsKey(account))
                .toList();
        Set<Map<String, AttributeValue>> there = table.get(
                        wanted.stream().map(LedgerItems::listKey).toList())
                .stream()
                .map(item -> LedgerItems.key(Items.text(item, "pk"), Items.text(item, "sk")))
                .collect(Collectors.toSet());
        for (LedgerAccount account : wanted) {
            if (!there.contains(LedgerItems.listKey(account))) {
                table.putOnce(LedgerItems.listKey(account), Map.of());
            }
            known.putIfAbsent(account, StoredBalance.NONE);
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
            if (AccountWrites.sum(left).bitLength() >= Long.SIZE) {
                return left.size() == 1 ? left : oneByOne(account, left);
            }
            StoredBalance seen = known.getOrDefault(account, StoredBalance.NONE);
            var writes = new AccountWrites(table.name(), account, seen, left);
            if (writes.size() > MOST_ITEMS) {
                int half = left.size() / 2;
                List<Line> unfit = new ArrayList<>(postTogether(account, left.subList(0, half)));
                unfit.addAll(postTogether(account, left.subList(half, left.size())));
                return unfit;
            }
            try {
                transact(writes, left, seen);
                return List.of();
            } catch (TransactionCanceledException cancelled) {
                var reasons = cancelled.cancellationReasons();
                List<Line> there = writes.there(reasons);
                List<Line> missing = left.stream().filter(line -> !there.contains(line)).toList();
                boolean isMarked = writes.balanceFailed(reasons) && writes.found(reasons).mark() != seen.mark();
                if (isMarked) {
                    known.put(account, writes.found(reasons));
                } else if (there.isEmpty() && writes.balanceFailed(reasons)) {
                    return left.size() == 1 ? left : oneByOne(account, left);
                }
                if (there.isEmpty()) {
                    if (++conflicts == MOST_CONFLICTS) {
                        throw new Contended("an account is written by too many at once", cancelled);
                    }
                    LedgerTable.pause(isMarked ? 0 : conflicts);
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

    private void transact(AccountWrites writes, List<Line> lines, StoredBalance seen) {
        List<TransactWriteItem> items = writes.items("", Map.of());
        String token = token(lines, seen);
        table.dynamo().transactWriteItems(write -> write.transactItems(items).clientRequestToken(token));
    }

    /** Stable for the same lines and mark, so that a retry inside the client meets its own first attempt. */
    private static String token(List<Line> lines, StoredBalance seen) {
        String keys = lines.stream()
                .map(line -> LineItems.partition(line) + " " + LineItems.sortKey(line.at()) + " "
                        + LineItems.name(line) + " " + LineItems.value(line, seen.mark()).s())
                .collect(Collectors.joining("\n"));
        return Digests.sha256Hex(keys).substring(0, 36);
    }

    @Override
    public StoredBalance mark(LedgerAccount account, Instant now, String closing) {
        Invariants.hold(closing.isEmpty() || !account.kind().isParticipants(), "a participant's days are not closed");
        return corrections.mark(account, now, closing);
    }

    @Override
    public boolean correct(LedgerAccount account, StoredBalance marked, Correction correction) {
        return corrections.lines(account, marked, correction);
    }

    @Override
    public boolean correct(LedgerAccount account, StoredBalance marked, long amountMinor, long lines) {
        return corrections.balance(account, marked, amountMinor, lines);
    }

    @Override
    public void total(LedgerAccount account, DayTotal total) {
        corrections.total(account, total);
    }

    @Override
    public boolean correct(LedgerAccount account, DayTotal was, DayTotal right) {
        return corrections.total(account, was, right);
    }
}
