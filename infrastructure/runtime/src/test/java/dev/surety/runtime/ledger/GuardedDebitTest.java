package dev.surety.runtime.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.AroundDynamo;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import dev.surety.model.ledger.StoredLine;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalFixture;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Outcome;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Debits of {@code payable}, each in one transaction with the balance that allows it, in both stores alike. */
@ParameterizedClass
@EnumSource(JournalFixture.Engine.class)
class GuardedDebitTest extends JournalFixture {
    private static final String ANNA = Id.derive("par", "anna");
    private static final LedgerAccount PAYABLE = account(AccountKind.PAYABLE);
    private static final LedgerAccount DEBT = account(AccountKind.DEBT);
    private static final ChainId PARTICIPANT = new ChainId("participant", DEMO, ANNA);

    private static LedgerAccount account(AccountKind kind) {
        return new LedgerAccount(DEMO, Account.of(kind, ANNA), Currency.of("EUR"));
    }

    private static ChainId payout(String name) {
        return new ChainId("payout", DEMO, Id.derive("po", name));
    }

    /** Posts a line as the poster does. */
    private void post(LedgerAccount account, String sale, long minor) {
        var line = new Line(account, new ChainId("escrow", DEMO, Id.derive("esc", sale)), 2, "escrow.released.v1",
                NOON, minor);
        var writes = new AccountWrites(SuretyTables.LEDGER, account, balance(account), List.of(line));
        db.transactWriteItems(write ->
                write.transactItems(writes.items("", Map.of())).clientRequestToken(sale + " " + account.kind()));
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return db.getItem(get -> get.tableName(SuretyTables.LEDGER).key(key).consistentRead(true)).item();
    }

    private StoredBalance balance(LedgerAccount account) {
        return BalanceItems.of(item(BalanceItems.key(account)));
    }

    private void mark(LedgerAccount account, long mark) {
        db.updateItem(update -> update.tableName(SuretyTables.LEDGER)
                .key(BalanceItems.key(account))
                .updateExpression("SET #mark = :mark")
                .conditionExpression("attribute_exists(amount)")
                .expressionAttributeNames(Map.of("#mark", BalanceItems.MARK))
                .expressionAttributeValues(Map.of(":mark", AttributeValue.fromN(Long.toString(mark)))));
    }

    private static Draft scheduled(String key, long minor) {
        return Draft.of("payout.scheduled.v1", Map.of("payee", ANNA), NOON, Actor.TIMER, CommandKey.ofFact(key))
                .with(Postings.building()
                        .debit(Account.of(AccountKind.PAYABLE, ANNA), Money.of(minor, "EUR"))
                        .credit(Account.of(AccountKind.TRANSIT, "bank"), Money.of(minor, "EUR"))
                        .guarded());
    }

    private Outcome pay(DynamoDbClient store, String name, long minor, Bound... bounds) {
        var guarded = new GuardedAppend(
                store, new Journal(store, SuretyTables.JOURNAL), SuretyTables.JOURNAL, SuretyTables.LEDGER);
        return guarded.append(
                journal.load(payout(name)),
                scheduled(name, minor),
                List.of(bounds),
                List.of(new Unchanged(PARTICIPANT, 1)));
    }

    private Outcome pay(String name, long minor, Bound... bounds) {
        return pay(db, name, minor, bounds);
    }

    private static Append.Done done(Outcome outcome) {
        return assertInstanceOf(
                Append.Done.class, assertInstanceOf(Outcome.Appended.class, outcome).append());
    }

    @BeforeEach
    void annaHasAHundred() {
        Append _ = journal.append(
                journal.load(PARTICIPANT),
                Draft.of("participant.created.v1", Map.of(), NOON, Actor.TIMER, CommandKey.ofFact("anna")));
        post(PAYABLE, "sale", 10_000);
    }

    @Test
    void theEntryTheBalanceAndTheLineAreThereTogether() {
        Append.Done paid = done(pay("one", 4_000));
        assertTrue(paid.fresh());
        assertEquals(List.of(paid.entry()), journal.load(payout("one")).entries());
        assertEquals(new StoredBalance(6_000, 2, 0, "", Map.of()), balance(PAYABLE));
        Line line = Line.of(paid.entry()).stream()
                .filter(each -> each.account().equals(PAYABLE))
                .findFirst()
                .orElseThrow();
        var second = LineItems.read(PAYABLE, item(LineItems.key(line)));
        assertTrue(second.lines().contains(new StoredLine(line, 0)), second.toString());
    }

    @Test
    void theLinesOfOtherAccountsAreLeftToThePoster() {
        done(pay("one", 4_000));
        var transit = new LedgerAccount(DEMO, Account.of(AccountKind.TRANSIT, "bank"), Currency.of("EUR"));
        assertTrue(item(BalanceItems.key(transit)).isEmpty());
    }

    @Test
    void moreThanThereIsIsRefusedAndNothingIsWritten() {
        assertEquals(new Outcome.Insufficient(PAYABLE), pay("one", 10_001));
        assertTrue(journal.load(payout("one")).isEmpty());
        assertEquals(new StoredBalance(10_000, 1, 0, "", Map.of()), balance(PAYABLE));
        assertTrue(done(pay("one", 10_000)).fresh());
        assertEquals(new Outcome.Insufficient(PAYABLE), pay("two", 1));
    }

    @Test
    void anAccountThatNeverHadALineHoldsZero() {
        assertEquals(new Outcome.Insufficient(DEBT), pay("one", 1, Bound.atLeast(DEBT, 1)));
        assertEquals(new Outcome.Insufficient(DEBT), pay("one", 1, Bound.atMost(DEBT, -1)));
        assertTrue(done(pay("one", 1, Bound.atLeast(DEBT, 0))).fresh());
        assertTrue(done(pay("two", 1, Bound.atMost(DEBT, 0))).fresh());
    }

    @Test
    void aBoundOnAnAccountThatTheEntryDoesNotTouchIsChecked() {
        post(DEBT, "charged back", -7);
        assertEquals(new Outcome.Insufficient(DEBT), pay("one", 1, Bound.atLeast(DEBT, 0)));
        assertEquals(new Outcome.Insufficient(DEBT), pay("one", 1, Bound.atMost(DEBT, -8)));
        assertTrue(done(pay("one", 1, Bound.atLeast(DEBT, -7))).fresh());
        assertEquals(-7, balance(DEBT).amountMinor());
    }

    @Test
    void anEntryMayChangeTwoBoundedAccounts() {
        post(DEBT, "charged back", -700);
        var guarded = new GuardedAppend(db, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        ChainId collection = new ChainId("collection", DEMO, Id.derive("col", "one"));
        var draft = Draft.of("debt.collected.v1", Map.of(), NOON, Actor.TIMER, CommandKey.ofFact("collect"))
                .with(Postings.building()
                        .debit(Account.of(AccountKind.PAYABLE, ANNA), Money.of(700, "EUR"))
                        .credit(Account.of(AccountKind.DEBT, ANNA), Money.of(700, "EUR"))
                        .guarded());
        List<Bound> owed = List.of(Bound.atMost(DEBT, -700));
        assertTrue(done(guarded.append(journal.load(collection), draft, owed, List.of())).fresh());
        assertEquals(9_300, balance(PAYABLE).amountMinor());
        assertEquals(new StoredBalance(0, 2, 0, "", Map.of()), balance(DEBT));
        ChainId again = new ChainId("collection", DEMO, Id.derive("col", "two"));
        assertEquals(
                new Outcome.Insufficient(DEBT), guarded.append(journal.load(again), draft, owed, List.of()));
    }

    @Test
    void aChainThatHasGrownSinceItWasReadStopsTheEntry() {
        Append _ = journal.append(
                journal.load(PARTICIPANT),
                Draft.of("participant.suspended.v1", Map.of(), NOON, Actor.TIMER, CommandKey.ofFact("suspended")));
        assertEquals(new Outcome.Changed(PARTICIPANT), pay("one", 100));
        assertTrue(journal.load(payout("one")).isEmpty());
        assertEquals(10_000, balance(PAYABLE).amountMinor());
    }

    @Test
    void anEntryInThePlaceIsTheAnswerWhateverTheBalance() {
        Tip empty = journal.load(payout("one"));
        var guarded = new GuardedAppend(db, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        assertTrue(done(pay("one", 9_000)).fresh());
        // 1,000 are left: both would be refused if the balance decided.
        assertFalse(done(guarded.append(empty, scheduled("one", 9_000), List.of(), List.of())).fresh());
        var lost = assertInstanceOf(
                Outcome.Appended.class, guarded.append(empty, scheduled("two", 9_000), List.of(), List.of()));
        assertInstanceOf(Append.Lost.class, lost.append());
        assertEquals(1_000, balance(PAYABLE).amountMinor());
    }

    @Test
    void aReplyThatWasLostIsFoundInThePlace() {
        var store = new FaultyDynamo(db, Faults.none().fail(1, Fate.KEPT));
        assertTrue(done(pay(store, "one", 9_000)).fresh(), "its own entry, by its nonce");
        assertEquals(1_000, balance(PAYABLE).amountMinor());
    }

    @Test
    void aBalanceThatAnAuditMarksMeanwhileIsDebitedUnderItsNewMark() {
        mark(PAYABLE, 5);
        var marking = new AroundDynamo(db) {
            private boolean isMarked;

            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                if (!isMarked) {
                    mark(PAYABLE, 6);
                    isMarked = true;
                }
                return super.transactWriteItems(request);
            }
        };
        Append.Done paid = done(pay(marking, "one", 9_000));
        assertTrue(paid.fresh());
        assertEquals(new StoredBalance(1_000, 2, 6, "", Map.of()), balance(PAYABLE));
        Line line = Line.of(paid.entry()).stream()
                .filter(each -> each.account().equals(PAYABLE))
                .findFirst()
                .orElseThrow();
        assertTrue(LineItems.read(PAYABLE, item(LineItems.key(line))).lines().contains(new StoredLine(line, 6)));
    }

    @Test
    void writersThatRaceForTheSameMoneyTakeItOnce() throws ExecutionException, InterruptedException {
        List<Future<Outcome>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 16; i++) {
                String name = "racing " + i / 2;
                running.add(threads.submit(() -> patiently(name)));
            }
        }
        int fresh = 0;
        for (Future<Outcome> each : running) {
            fresh += each.get() instanceof Outcome.Appended(Append.Done(_, var isFresh)) && isFresh ? 1 : 0;
        }
        assertEquals(5, fresh, "of 10,000 five times 2,000");
        assertEquals(new StoredBalance(0, 6, 0, "", Map.of()), balance(PAYABLE));
    }

    private Outcome patiently(String name) {
        for (int tries = 0; tries < 50; tries++) {
            try {
                var there = journal.load(payout(name));
                return there.isEmpty() ? pay(name, 2_000) : new Outcome.Appended(new Append.Done(there.first(), false));
            } catch (Outage contended) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError(name + " never came to an end");
    }
}
