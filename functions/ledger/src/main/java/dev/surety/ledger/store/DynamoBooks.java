package dev.surety.ledger.store;

import dev.surety.ledger.domain.account.Books;
import dev.surety.ledger.domain.account.Correction;
import dev.surety.ledger.domain.account.DayTotal;
import dev.surety.model.Invariants;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.ledger.AccountWrites;
import dev.surety.runtime.ledger.LineItems;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Lines and balances in DynamoDB: one transaction for an account's lines of a batch and its balance. An existing line
 * cancels the transaction; we drop that line and try the rest again. So posting twice is impossible and no balance
 * counts a line twice. Safe for threads.
 */
public final class DynamoBooks implements Books {
    /** Their names and conditions, if all are of one second, fit into the 4 KB that an expression may have. */
    private static final int MOST_LINES = 90;

    private static final int MOST_ITEMS = 100;
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
        List<Line> left = new ArrayList<>(lines);
        return Contention.retry("an account", () -> postOnce(account, left));
    }

    /** Gives the lines that do not fit; nothing where the lines that are left are to be tried again. */
    private Optional<List<Line>> postOnce(LedgerAccount account, List<Line> left) {
        if (left.isEmpty()) {
            return Optional.of(List.of());
        }
        if (AccountWrites.sum(left).bitLength() >= Long.SIZE) {
            return Optional.of(unfit(account, left));
        }
        StoredBalance seen = known.getOrDefault(account, StoredBalance.NONE);
        var writes = new AccountWrites(table.name(), account, seen, left);
        if (writes.size() > MOST_ITEMS) {
            int half = left.size() / 2;
            List<Line> unfit = new ArrayList<>(postTogether(account, left.subList(0, half)));
            unfit.addAll(postTogether(account, left.subList(half, left.size())));
            return Optional.of(unfit);
        }
        try {
            transact(writes, left, seen);
            return Optional.of(List.of());
        } catch (TransactionCanceledException cancelled) {
            List<CancellationReason> reasons = cancelled.cancellationReasons();
            List<Line> there = writes.there(reasons);
            if (writes.balanceFailed(reasons)) {
                StoredBalance found = writes.found(reasons);
                if (there.isEmpty() && found.mark() == seen.mark()) {
                    return Optional.of(unfit(account, left));
                }
                known.put(account, found);
            }
            left.removeAll(there);
            return left.isEmpty() ? Optional.of(List.of()) : Optional.empty();
        } catch (SdkException e) {
            throw new Outage("the ledger did not take lines", e);
        }
    }

    /** When lines together do not fit into a balance, some of them may. */
    private List<Line> unfit(LedgerAccount account, List<Line> lines) {
        if (lines.size() == 1) {
            return List.copyOf(lines);
        }
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
