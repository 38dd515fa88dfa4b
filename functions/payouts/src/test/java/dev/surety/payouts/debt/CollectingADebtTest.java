package dev.surety.payouts.debt;

import static dev.surety.payouts.debt.DebtWorld.DEMO;
import static dev.surety.payouts.debt.DebtWorld.EUR;
import static dev.surety.payouts.debt.DebtWorld.PAYEE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend.Outcome;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A debt is collected from the money that the payee has, and never from more. */
class CollectingADebtTest {
    private final DebtWorld town = new DebtWorld();

    @AfterEach
    void theWholeWorldHolds() {
        town.check();
    }

    private void balances(long payable, long reserve, long debt) {
        assertEquals(payable, town.balance(AccountKind.PAYABLE), "payable");
        assertEquals(reserve, town.balance(AccountKind.RESERVE), "reserve");
        assertEquals(debt, town.balance(AccountKind.DEBT), "debt");
    }

    private int told(String event) {
        return town.entries("balance." + event + ".").size();
    }

    @Test
    void aDebtThatTheAvailableMoneyCoversIsCollectedAtOnceAndOpensNoCase() {
        town.heard(town.release("one", 10_000));
        town.heard(town.chargeback("one", 4_000));
        balances(6_000, 0, 0);
        assertEquals(1, told("debt_collected"));
        assertEquals(0, told("debt_opened"));
    }

    @Test
    void whatIsAvailableIsTakenFirstAndThenTheReserve() {
        town.heard(town.release("one", 1_000, 500, 30));
        town.heard(town.chargeback("one", 1_200));
        balances(0, 300, 0);
        assertEquals(1, told("debt_collected"));
        assertEquals(0, told("debt_opened"));
    }

    @Test
    void theRestIsOwedIsToldOnceAndEachCreditIsCollected() {
        town.heard(town.release("one", 1_000));
        town.heard(town.chargeback("one", 5_000));
        balances(0, 0, -4_000);
        assertEquals(1, told("debt_opened"));
        town.heard(town.release("two", 1_500));
        balances(0, 0, -2_500);
        town.heard(town.chargeback("two", 100));
        balances(0, 0, -2_600);
        assertEquals(1, told("debt_opened"));
        town.heard(town.release("three", 3_000));
        balances(400, 0, 0);
        assertEquals(1, told("debt_recovered"));
        town.heard(town.chargeback("three", 1_000));
        balances(0, 0, -600);
        assertEquals(2, told("debt_opened"));
    }

    @Test
    void tenScheduledRunsOfAPayeeInDebtTellItOnce() {
        town.heard(town.chargeback("one", 5_000));
        for (int run = 0; run < 10; run++) {
            assertTrue(town.collecting().collect(DEMO, PAYEE, EUR, "payout " + run));
        }
        assertEquals(1, town.entries("balance.").size());
    }

    @Test
    void beforeAPayoutTheDebtIsCollected() {
        town.heard(town.chargeback("one", 500));
        town.release("two", 2_000);
        town.poster.post();
        assertFalse(town.collecting().collect(DEMO, PAYEE, EUR, "payout"));
        balances(1_500, 0, 0);
        assertEquals(1, told("debt_recovered"));
    }

    @Test
    void theSameMessageTwiceDoesNothingAndOneBeforeThePosterComesAgain() {
        Entry released = town.release("one", 1_000);
        assertFalse(town.hear(released), "its lines are not in the books");
        town.heard(released);
        Entry drawn = town.chargeback("one", 300);
        assertFalse(town.hear(drawn));
        town.heard(drawn);
        long written = town.entries("").size();
        for (int times = 0; times < 3; times++) {
            town.heard(drawn);
            town.heard(released);
        }
        assertEquals(written, town.entries("").size());
        balances(700, 0, 0);
    }

    @Test
    void ofTwoEntriesThatComeTogetherTheOnePostedLaterFindsBoth() {
        Entry released = town.release("one", 1_000);
        Entry drawn = town.chargeback("two", 800);
        town.poster.post(line -> line.chain().equals(drawn.chain()));
        assertTrue(town.hear(drawn));
        balances(0, 0, -800);
        assertFalse(town.hear(released));
        town.heard(released);
        balances(200, 0, 0);
    }

    @Test
    void aLostMessageIsMadeUpForWithinADay() {
        town.heard(town.chargeback("one", 800));
        town.release("two", 1_000);
        town.poster.post();
        town.wait(Duration.ofDays(1));
        balances(200, 0, 0);
        assertEquals(1, told("debt_recovered"));
    }

    @Test
    void aDebtWarnsAfterTwentyDaysAndIsFinancesAfterAHundredAndEighty() {
        town.heard(town.chargeback("one", 800));
        for (int day = 1; day < 20; day++) {
            town.wait(Duration.ofDays(1));
        }
        assertEquals(0, told("debt_warned"));
        town.wait(Duration.ofDays(1));
        assertEquals(1, told("debt_warned"));
        for (int day = 21; day <= 200; day++) {
            town.wait(Duration.ofDays(1));
        }
        assertEquals(1, told("debt_warned"));
        assertEquals(
                List.of("opens debt_aged"),
                town.entries("balance.debt_aged").stream().map(entry -> entry.attention().orElse("")).toList());
        town.heard(town.release("two", 800));
        assertEquals(
                List.of("closes debt_aged"),
                town.entries("balance.debt_recovered").stream()
                        .map(entry -> entry.attention().orElse(""))
                        .toList());
    }

    @Test
    void moneyThatComesBackAfterItWasCollectedBecomesAvailable() {
        town.heard(town.release("one", 1_000));
        town.heard(town.chargeback("one", 600));
        balances(400, 0, 0);
        town.heard(town.chargeback("one", -600));
        balances(1_000, 0, 0);
        assertEquals(1, told("credit_moved"));
    }

    @Test
    void anEarlyWakeComesAgainAndALateOneDoesNothing() {
        town.heard(town.chargeback("one", 600));
        Entry opened = town.entries("balance.debt_opened").getFirst();
        assertFalse(town.wake(opened));
        town.heard(town.release("two", 600));
        assertTrue(town.wake(opened));
        assertEquals(1, told("debt_recovered"));
    }

    @Test
    void aCollectionAndAPayoutThatRaceTakeWhatIsThereOnce() throws InterruptedException, ExecutionException {
        town.release("one", 1_000);
        town.chargeback("two", 700);
        town.poster.post();
        List<Boolean> done = AtOnce.call(12, this::raced);
        town.poster.post();
        long paid = done.subList(0, 6).stream().filter(isPaid -> isPaid).count();
        balances(300 - 100 * paid, 0, 0);
        assertEquals(1, told("debt_collected"));
    }

    /** Six payouts of 100, of which each asks that nothing is owed by then, against six messages. */
    private boolean raced(int caller) {
        for (int tries = 0; tries < 50; tries++) {
            try {
                return caller < 6 ? paid(caller) : town.collecting().collect(DEMO, PAYEE, EUR, "cause " + caller);
            } catch (Outage contended) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("never came to an end");
    }

    private boolean paid(int caller) {
        var chain = town.journal.load(new ChainId("payout", DEMO, Id.derive("po", "racing " + caller)));
        var key = CommandKey.ofFact("racing", Integer.toString(caller));
        var postings = Postings.building()
                .debit(Account.of(AccountKind.PAYABLE, PAYEE), DebtWorld.eur(100))
                .credit(Account.of(AccountKind.TRANSIT, "bank"), DebtWorld.eur(100))
                .guarded();
        var draft = Draft.of("payout.scheduled.v1", Json.object(), town.clock.instant(), Actor.EVENT, key)
                .with(postings);
        var noDebt = Bound.atLeast(DebtWorld.account(AccountKind.DEBT), 0);
        return town.guarded().append(chain, draft, List.of(noDebt), List.of()) instanceof Outcome.Appended;
    }

    @Test
    void aChargebackSeventyDaysAfterThePayoutIsADebtThatLaterSalesPay() {
        town.heard(town.release("one", 100));
        assertTrue(paid(0));
        town.wait(Duration.ofDays(70));
        town.heard(town.chargeback("one", 100));
        balances(0, 0, -100);
        assertEquals(1, told("debt_opened"));
        town.release("two", 150);
        town.poster.post();
        assertFalse(paid(1), "nothing is paid while something is owed");
        town.heard(town.entries("escrow.released").getLast());
        balances(50, 0, 0);
        assertEquals(1, told("debt_recovered"));
    }

    @Test
    void everyCallLostOrKeptEndsInOneCollectionAndOneCase() {
        EveryFault.of("a collection", faults -> {
                    var world = new DebtWorld(faults);
                    world.release("one", 1_000, 500, 30);
                    world.chargeback("one", 2_000);
                    world.poster.post();
                    return world;
                }, (DebtWorld world) -> world.hear(world.entries("escrow.chargeback").getFirst()))
                .withDeaths()
                .orEndingWith(Outage.class)
                .checking(world -> {
                    world.check();
                    assertEquals(1, world.entries("balance.debt_collected").size());
                    assertEquals(1, world.entries("balance.debt_opened").size());
                    assertEquals(-500, world.balance(AccountKind.DEBT));
                    assertEquals(0, world.balance(AccountKind.PAYABLE) + world.balance(AccountKind.RESERVE));
                })
                .run();
    }
}
