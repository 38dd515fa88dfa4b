package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Outcome;
import dev.surety.runtime.ledger.GuardedAppend.Unchanged;
import dev.surety.runtime.ledger.GuardedAppend;
import dev.surety.runtime.resilience.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Debits of {@code payable} among the poster, the audit and faults. {@code GuardedDebitTest} has the rules of the
 * append itself, in both stores.
 */
class GuardedAppendTest {
    private static final LedgerAccount PAYABLE = account(AccountKind.PAYABLE, LedgerWorld.ANNA);
    private static final LedgerAccount DEBT = account(AccountKind.DEBT, LedgerWorld.ANNA);
    private static final ChainId PARTICIPANT = new ChainId("participant", LedgerWorld.DEMO, LedgerWorld.ANNA);

    private static LedgerAccount account(AccountKind kind, String holder) {
        return new LedgerAccount(LedgerWorld.DEMO, Account.of(kind, holder), Currency.of("EUR"));
    }

    /** 5,280 are Anna's to have. */
    private static LedgerWorld sold(Faults faults) {
        LedgerWorld town = new LedgerWorld(faults).settled();
        town.fund(LedgerWorld.escrow("sale"), LedgerWorld.ANNA, 6_000, "EUR");
        town.release(LedgerWorld.escrow("sale"), LedgerWorld.ANNA, 6_000, 720, "EUR");
        town.checkPosted();
        return town;
    }

    private static ChainId payout(String name) {
        return new ChainId("payout", LedgerWorld.DEMO, Id.derive("po", name));
    }

    private static Outcome pay(
            LedgerWorld town, DynamoDbClient store, String name, String key, long minor, Bound... more) {
        var journal = new Journal(store, SuretyTables.JOURNAL);
        var append = new GuardedAppend(store, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        var postings = Postings.building()
                .debit(Account.of(AccountKind.PAYABLE, LedgerWorld.ANNA), Money.of(minor, "EUR"))
                .credit(Account.of(AccountKind.TRANSIT, "bank"), Money.of(minor, "EUR"))
                .guarded();
        var draft = Draft.of(
                        "payout.scheduled.v1", Json.object(), town.clock.instant(), Actor.TIMER,
                        CommandKey.ofFact(key))
                .with(postings);
        var chain = journal.load(payout(name));
        return chain.isEmpty()
                ? append.append(chain, draft, List.of(more), List.of(new Unchanged(PARTICIPANT, 1)))
                : new Outcome.Appended(new Append.Done(chain.first(), false));
    }

    private static Outcome pay(LedgerWorld town, String name, long minor, Bound... more) {
        return pay(town, town.dynamo, name, name, minor, more);
    }

    private static Append.Done done(Outcome outcome) {
        return assertInstanceOf(
                Append.Done.class, assertInstanceOf(Outcome.Appended.class, outcome).append());
    }

    @Test
    void theEntryTheBalanceAndTheLineAreOneWriteAndThePosterPassesByTheLine() {
        LedgerWorld town = sold(Faults.none());
        var before = town.memory.units().snapshot();
        assertTrue(done(pay(town, "one", 5_000)).fresh());
        assertEquals(1, town.memory.units().since(before).transactions());
        assertEquals(280, town.balance(PAYABLE.key()), "before the poster has heard of it");
        town.checkPosted();
        assertEquals(280, town.balance(PAYABLE.key()));
        assertEquals(5_000, town.balance("transit#demo#bank#EUR"));
        town.drain();
        assertEquals(280, town.balance(PAYABLE.key()));
    }

    @Test
    void aBoundOnAnAccountThatTheEntryDoesNotTouchHoldsToo() {
        LedgerWorld town = sold(Faults.none());
        Bound noDebt = Bound.atLeast(DEBT, 0);
        town.append(LedgerWorld.escrow("late"), "escrow.charged_back.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.DEBT, LedgerWorld.ANNA), Money.of(7, "EUR"))
                .credit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(7, "EUR"))
                .build());
        assertTrue(done(pay(town, "before it is posted", 1, noDebt)).fresh());
        town.drain();
        assertEquals(new Outcome.Insufficient(DEBT), pay(town, "one", 100, noDebt));
    }

    @Test
    void theMarketplacesOwnMoneyIsDebitedNoFurtherThanItGoesAndPostedOnce() {
        LedgerWorld town = sold(Faults.none());
        var fees = account(AccountKind.FEES, "commission");
        long held = 720;
        town.append(LedgerWorld.escrow("fee"), "escrow.released.v1", Json.object(), Postings.building()
                .credit(fees.account(), Money.of(held, "EUR"))
                .debit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(held, "EUR"))
                .build());
        town.checkPosted();
        assertEquals(new Outcome.Insufficient(fees), payOwn(town, "more", held + 1));
        assertTrue(done(payOwn(town, "all but one", held - 1)).fresh());
        assertEquals(1, town.balance(fees.key()), "before the poster has heard of it");
        town.checkPosted();
        assertEquals(1, town.balance(fees.key()));
        assertEquals(new Outcome.Insufficient(fees), payOwn(town, "the rest and more", 2));
        town.checkPosted();
    }

    private static Outcome payOwn(LedgerWorld town, String name, long minor) {
        var journal = new Journal(town.dynamo, SuretyTables.JOURNAL);
        var append = new GuardedAppend(town.dynamo, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        var postings = Postings.building()
                .debit(Account.of(AccountKind.FEES, "commission"), Money.of(minor, "EUR"))
                .credit(Account.of(AccountKind.TRANSIT, "bank"), Money.of(minor, "EUR"))
                .guarded();
        var draft = Draft.of(
                        "payout.requested.v1", Json.object(), town.clock.instant(), Actor.TIMER,
                        CommandKey.ofFact(name))
                .with(postings);
        var fees = account(AccountKind.FEES, "commission");
        return append.append(journal.load(payout(name)), draft, List.of(Bound.atLeast(fees, minor)), List.of());
    }

    @Test
    void anEntryThatMovesNothingIsAppendedIfTheOtherChainHasNotGrown() {
        LedgerWorld town = sold(Faults.none());
        var journal = new Journal(town.dynamo, SuretyTables.JOURNAL);
        var append = new GuardedAppend(town.dynamo, journal, SuretyTables.JOURNAL, SuretyTables.LEDGER);
        var draft = Draft.of(
                "payout.sending.v1", Json.object(), town.clock.instant(), Actor.TIMER, CommandKey.ofFact("sending"));
        var looked = journal.load(PARTICIPANT).version();
        assertTrue(done(append.append(
                        journal.load(payout("one")), draft, List.of(), List.of(new Unchanged(PARTICIPANT, looked))))
                .fresh());
        assertEquals(
                new Outcome.Changed(PARTICIPANT),
                append.append(
                        journal.load(payout("two")),
                        draft,
                        List.of(),
                        List.of(new Unchanged(PARTICIPANT, looked - 1))));
        town.checkPosted();
    }

    @Test
    void anAccountThatAnAuditHasMarkedSinceIsDebitedAllTheSame() {
        LedgerWorld town = sold(Faults.none());
        new DynamoBooks(town.memory, SuretyTables.LEDGER).mark(PAYABLE, town.clock.instant(), "");
        assertTrue(done(pay(town, "one", 5_000)).fresh());
        town.checkPosted();
        assertEquals(280, town.balance(PAYABLE.key()));
    }

    @Test
    void everyCallLostOrKeptEndsInOneDebit() {
        EveryFault.of(
                        "a guarded append",
                        GuardedAppendTest::sold,
                        (LedgerWorld town) -> {
                            if (town.journal.load(payout("one")).isEmpty()) {
                                done(pay(town, "one", 5_000));
                            }
                        })
                .withDeaths()
                .orEndingWith(Outage.class)
                .checking(town -> {
                    assertEquals(280, town.balance(PAYABLE.key()));
                    town.checkPosted();
                    assertEquals(280, town.balance(PAYABLE.key()));
                })
                .run();
    }

    @Test
    void instancesThatRaceForTheSameMoneyAndTheSamePlaceTakeItOnce() throws ExecutionException, InterruptedException {
        LedgerWorld town = sold(Faults.none());
        List<Future<Outcome>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                String name = "racing " + i / 2;
                running.add(threads.submit(() -> patiently(town, name)));
            }
        }
        int fresh = 0;
        for (Future<Outcome> each : running) {
            fresh += each.get() instanceof Outcome.Appended(Append.Done(_, var isFresh)) && isFresh ? 1 : 0;
        }
        assertEquals(5, fresh, "of 5,280 a thousand five times");
        assertEquals(280, town.balance(PAYABLE.key()));
        town.checkPosted();
    }

    private static Outcome patiently(LedgerWorld town, String name) {
        for (int tries = 0; tries < 50; tries++) {
            try {
                return pay(town, town.memory, name, name, 1_000);
            } catch (Outage contended) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError(name + " never came to an end");
    }
}
