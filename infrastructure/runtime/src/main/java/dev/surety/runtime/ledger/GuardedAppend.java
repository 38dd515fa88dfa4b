package dev.surety.runtime.ledger;

import dev.surety.model.Invariants;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.Prepared;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Appends an entry that debits {@code payable} or {@code reserve} (invariant {@code guarded}) in one transaction. It
 * holds the entry, the balance of every bounded account on condition of its bound, and that account's line. It also
 * checks the chains that must not have changed. The poster later meets those lines and passes by; it lists their
 * accounts, and posts the entry's other accounts as usual. Any other account is guarded so where the caller names its
 * bound. An entry that debits nothing may come here for the check of other chains alone.
 *
 * <p>If the store refuses the transaction, we look at the entry's place first. An entry there with the same key is the
 * answer, whatever the balance is by then. A retry after a lost reply would otherwise fail because of its own debit.
 */
public final class GuardedAppend {
    private static final String FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient dynamo;
    private final Journal journal;
    private final String journalTable;
    private final String ledgerTable;

    public GuardedAppend(DynamoDbClient dynamo, Journal journal, String journalTable, String ledgerTable) {
        this.dynamo = dynamo;
        this.journal = journal;
        this.journalTable = journalTable;
        this.ledgerTable = ledgerTable;
    }

    /**
     * The bounds of an account's balance just before the entry, in minor units. Every debit of a guarded account has
     * its bound without being named here.
     */
    public record Bound(LedgerAccount account, Optional<Long> least, Optional<Long> most) {
        public static Bound atLeast(LedgerAccount account, long minor) {
            return new Bound(account, Optional.of(minor), Optional.empty());
        }

        public static Bound atMost(LedgerAccount account, long minor) {
            return new Bound(account, Optional.empty(), Optional.of(minor));
        }

        boolean holds(long amountMinor) {
            return least.filter(bound -> amountMinor < bound).isEmpty()
                    && most.filter(bound -> amountMinor > bound).isEmpty();
        }
    }

    /** Demands that a chain has no entry after this version. */
    public record Unchanged(ChainId chain, int version) {}

    public sealed interface Outcome {
        /** Like the outcomes of a plain append. */
        record Appended(Append append) implements Outcome {}

        /** A balance is not within its bound: {@code insufficient_available}. Nothing was written. */
        record Insufficient(LedgerAccount account) implements Outcome {}

        /** A chain has grown since it was looked at. Nothing was written. */
        record Changed(ChainId chain) implements Outcome {}
    }

    /** Conflicts are tried again a few times; nothing else is. */
    public Outcome append(Tip chain, Draft draft, List<Bound> bounds, List<Unchanged> unchanged) {
        Prepared prepared = journal.prepare(chain, draft);
        Map<LedgerAccount, List<Line>> lines = new TreeMap<>();
        Map<LedgerAccount, Bound> bound = bounds(prepared.entry(), bounds, lines);
        Invariants.hold(
                !lines.isEmpty() || !unchanged.isEmpty(),
                "guarded: an entry with no bound and nothing to check is appended alone");
        Map<LedgerAccount, StoredBalance> seen = new TreeMap<>();
        return Contention.retry("a guarded account", () -> {
            bound.keySet().forEach(account -> seen.computeIfAbsent(account, this::balance));
            return tried(new Attempt(prepared, bound, lines, seen, unchanged));
        });
    }

    private Optional<Outcome> tried(Attempt attempt) {
        Prepared prepared = attempt.prepared;
        try {
            List<TransactWriteItem> items = attempt.items();
            String token = attempt.token();
            dynamo.transactWriteItems(write -> write.transactItems(items).clientRequestToken(token));
            return Optional.of(new Outcome.Appended(new Append.Done(prepared.entry(), true)));
        } catch (TransactionCanceledException cancelled) {
            return attempt.judged(cancelled.cancellationReasons());
        } catch (SdkException lost) {
            return Optional.of(new Outcome.Appended(journal.look(prepared)
                    .orElseThrow(() -> new Outage("the journal did not take a guarded entry", lost))));
        }
    }

    /** Every account that is bounded, and the entry's lines on them. */
    private static Map<LedgerAccount, Bound> bounds(
            Entry entry, List<Bound> given, Map<LedgerAccount, List<Line>> lines) {
        Map<LedgerAccount, Bound> bound = new TreeMap<>();
        for (Bound each : given) {
            Invariants.hold(bound.put(each.account(), each) == null, "an account is bounded once");
        }
        for (Line line : Line.of(entry)) {
            if (line.account().kind().isGuarded() && line.amountMinor() < 0) {
                long debit = Math.negateExact(line.amountMinor());
                Bound named = bound.getOrDefault(line.account(), Bound.atLeast(line.account(), debit));
                bound.put(
                        line.account(),
                        new Bound(
                                line.account(),
                                Optional.of(Math.max(debit, named.least().orElse(debit))),
                                named.most()));
            }
            if (bound.containsKey(line.account())) {
                lines.computeIfAbsent(line.account(), _ -> new ArrayList<>()).add(line);
            }
        }
        return bound;
    }

    /** The balance as it is now, for a decision whose append names its bound. */
    public long amountMinor(LedgerAccount account) {
        return balance(account).amountMinor();
    }

    private StoredBalance balance(LedgerAccount account) {
        try {
            return BalanceItems.of(dynamo.getItem(get -> get.tableName(ledgerTable)
                            .key(BalanceItems.key(account))
                            .consistentRead(true))
                    .item());
        } catch (SdkException e) {
            throw new Outage("the ledger does not answer", e);
        }
    }

    /** One transaction, and its outcome. Its items are the entry, the checks, and each account's writes. */
    private final class Attempt {
        private final Prepared prepared;
        private final Map<LedgerAccount, Bound> bounds;
        private final Map<LedgerAccount, List<Line>> lines;
        private final Map<LedgerAccount, StoredBalance> seen;
        private final List<Unchanged> unchanged;

        private Attempt(
                Prepared prepared,
                Map<LedgerAccount, Bound> bounds,
                Map<LedgerAccount, List<Line>> lines,
                Map<LedgerAccount, StoredBalance> seen,
                List<Unchanged> unchanged) {
            this.prepared = prepared;
            this.bounds = bounds;
            this.lines = lines;
            this.seen = seen;
            this.unchanged = unchanged;
        }

        private List<TransactWriteItem> items() {
            List<TransactWriteItem> items = new ArrayList<>();
            items.add(TransactWriteItem.builder().put(prepared.put()).build());
            unchanged.forEach(each -> items.add(check(
                    journalTable,
                    Map.of("pk", Items.of(each.chain().toString()), "sk", Items.of(each.version() + 1)),
                    "attribute_not_exists(pk)",
                    Map.of())));
            bounds.forEach((account, bound) -> {
                Map<String, AttributeValue> values = new TreeMap<>();
                String condition = condition(bound, values);
                if (lines.containsKey(account)) {
                    items.addAll(writes(account).items(condition, values));
                } else {
                    items.add(check(ledgerTable, BalanceItems.key(account), condition, values));
                }
            });
            return items;
        }

        private AccountWrites writes(LedgerAccount account) {
            return new AccountWrites(
                    ledgerTable,
                    account,
                    seen.getOrDefault(account, StoredBalance.NONE),
                    lines.getOrDefault(account, List.of()));
        }

        /** Over the entry with its nonce: two workers with one message must not both see success. */
        private String token() {
            String hash = EntryItems.hash(prepared.put().item());
            return Digests.sha256Hex(hash + " " + seen.values().stream().map(StoredBalance::mark).toList())
                    .substring(0, 36);
        }

        /** Nothing where all that was in the way may be gone by the next try. */
        private Optional<Outcome> judged(List<CancellationReason> reasons) {
            CancellationReason place = reasons.getFirst();
            if (failed(place) && place.hasItem()) {
                return Optional.of(new Outcome.Appended(prepared.taken(place.item())));
            }
            Optional<Append> there = journal.look(prepared);
            if (there.isPresent()) {
                return there.map(Outcome.Appended::new);
            }
            int at = 1;
            for (Unchanged each : unchanged) {
                if (failed(reasons.get(at))) {
                    return Optional.of(new Outcome.Changed(each.chain()));
                }
                at++;
            }
            for (Bound bound : bounds.values()) {
                LedgerAccount account = bound.account();
                int size = lines.containsKey(account) ? writes(account).size() : 1;
                List<CancellationReason> own = reasons.subList(at, at + size);
                if (failed(own.getLast())) {
                    StoredBalance found =
                            own.getLast().hasItem() ? BalanceItems.of(own.getLast().item()) : StoredBalance.NONE;
                    seen.put(account, found);
                    if (!bound.holds(found.amountMinor())) {
                        return Optional.of(new Outcome.Insufficient(account));
                    }
                }
                at += size;
            }
            return Optional.empty();
        }
    }

    private static boolean failed(CancellationReason reason) {
        return FAILED.equals(reason.code());
    }

    /** A balance that is not there is zero. */
    private static String condition(Bound bound, Map<String, AttributeValue> values) {
        List<String> all = new ArrayList<>();
        bound.least().ifPresent(least -> {
            values.put(":least", Items.of(least));
            all.add(least <= 0 ? "(attribute_not_exists(amount) OR amount >= :least)" : "amount >= :least");
        });
        bound.most().ifPresent(most -> {
            values.put(":most", Items.of(most));
            all.add(most >= 0 ? "(attribute_not_exists(amount) OR amount <= :most)" : "amount <= :most");
        });
        return String.join(" AND ", all);
    }

    private static TransactWriteItem check(
            String table, Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
        ConditionCheck.Builder check = ConditionCheck.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(condition)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!values.isEmpty()) {
            check.expressionAttributeValues(values);
        }
        return TransactWriteItem.builder().conditionCheck(check.build()).build();
    }
}
