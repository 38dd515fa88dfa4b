package dev.surety.payouts.adjustment;

import static dev.surety.payouts.adjustment.AdjustmentWorld.ANNA;
import static dev.surety.payouts.adjustment.AdjustmentWorld.BEN;
import static dev.surety.payouts.adjustment.AdjustmentWorld.CHECKER;
import static dev.surety.payouts.adjustment.AdjustmentWorld.LOSS;
import static dev.surety.payouts.adjustment.AdjustmentWorld.SUSPENSE;
import static dev.surety.payouts.adjustment.AdjustmentWorld.body;
import static dev.surety.payouts.adjustment.AdjustmentWorld.debt;
import static dev.surety.payouts.adjustment.AdjustmentWorld.line;
import static dev.surety.payouts.adjustment.AdjustmentWorld.payable;
import static dev.surety.payouts.adjustment.AdjustmentWorld.writeOff;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Currency;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** An adjustment changes debts, and ends work that waits for people. */
class WrittenOffDebtsTest {
    private static final Account GATEWAY = Account.of(AccountKind.GATEWAY, "sandbox");

    private final AdjustmentWorld world = new AdjustmentWorld();

    /** The bank gives back what it had taken of a released sale. */
    private static void comesBack(AdjustmentWorld to, long minor) {
        to.town.seeds.moved(debt(ANNA), GATEWAY, minor);
        to.hear();
    }

    private static void balances(AdjustmentWorld of, long payable, long debt, long loss) {
        assertEquals(payable, of.balance(payable(ANNA)), "payable");
        assertEquals(debt, of.balance(debt(ANNA)), "debt");
        assertEquals(loss, of.balance(LOSS), "loss");
    }

    @Test
    void aDebtThatIsWrittenOffEndsItsCaseAndSaysSo() {
        world.owes(ANNA, 1_000);
        world.wait(Duration.ofDays(1));
        assertEquals(1, world.entries("balance.debt_opened").size());
        world.posted(writeOff(ANNA, 400));
        balances(world, 0, -600, -400);
        assertEquals(0, world.entries("balance.debt_written_off").size());
        String dbt = world.entries("balance.debt_opened").getFirst().chain().id();
        world.posted(body("write_off", ",\"resolves\":\"" + dbt + "\"", line(LOSS, -600), line(debt(ANNA), 600)));
        balances(world, 0, 0, -1_000);
        assertEquals(1, world.entries("balance.debt_written_off").size());
        assertEquals(0, world.entries("balance.debt_recovered").size());
        world.check();
    }

    @Test
    void anAgedDebtThatIsWrittenOffWaitsForNoPersonAnyMore() {
        world.owes(ANNA, 1_000);
        for (int day = 0; day < 182; day++) {
            world.wait(Duration.ofDays(1));
        }
        assertEquals(List.of("debt debt_aged"), world.attention());
        world.posted(writeOff(ANNA, 1_000));
        assertEquals(List.of(), world.attention());
        world.check();
    }

    @Test
    void moneyThatComesBackMakesGoodTheLossFirstAndOnlySoMuch() {
        world.owes(ANNA, 1_000);
        world.posted(writeOff(ANNA, 1_000));
        comesBack(world, 700);
        balances(world, 0, 0, -300);
        comesBack(world, 500);
        balances(world, 200, 0, 0);
        comesBack(world, 100);
        balances(world, 300, 0, 0);
        assertEquals(2, world.entries("balance.loss_recovered").size());
        // Money that was made good once is not made good again.
        world.owes(ANNA, 800);
        balances(world, 0, -500, 0);
        world.posted(writeOff(ANNA, 500));
        comesBack(world, 600);
        balances(world, 100, 0, 0);
        world.check();
    }

    @Test
    void aLossThatBecameADebtAgainIsNotMadeGood() {
        world.owes(ANNA, 1_000);
        world.posted(writeOff(ANNA, 1_000));
        world.posted(body("write_off", "", line(LOSS, 1_000), line(debt(ANNA), -1_000)));
        balances(world, 0, -1_000, 0);
        comesBack(world, 1_200);
        balances(world, 200, 0, 0);
        world.check();
    }

    @Test
    void aDebtThatTheMarketplacePaysIsNoLoss() {
        world.owes(ANNA, 1_000);
        world.posted(body("goodwill", "", line("capital", -1_000), line(debt(ANNA), 1_000)));
        assertEquals(1, world.entries("balance.debt_recovered").size());
        comesBack(world, 300);
        balances(world, 300, 0, 0);
        world.check();
    }

    @Test
    void aGoodwillToAPayeeWhoOwesIsCollected() {
        world.owes(ANNA, 1_000);
        world.posted(AdjustmentWorld.goodwill(ANNA, 1_200));
        balances(world, 200, 0, 0);
        world.posted(body("correction", "", line(debt(ANNA), -500), line("costs:repairs", 500)));
        balances(world, 0, -300, 0);
        world.check();
    }

    @Test
    void theDebtOfAClosedParticipantIsWrittenOff() {
        world.owes(ANNA, 1_000);
        world.standing(ANNA, "closed");
        world.posted(writeOff(ANNA, 1_000));
        balances(world, 0, 0, -1_000);
    }

    @Test
    void aLineInSuspenseIsResolvedByTheAdjustmentThatClearsAllOfIt() {
        String whole = world.lineInSuspense(500);
        String part = world.lineInSuspense(300);
        assertEquals(List.of("bank_line line_unmatched", "bank_line line_unmatched"), world.attention());
        String cleared = ",\"resolves\":\"%s\"";
        String path = world.posted(
                body("suspense_cleared", cleared.formatted(whole), line(SUSPENSE, -500), line("capital", 500)));
        assertEquals("RESOLVED", world.lineState(whole));
        world.posted(body("suspense_cleared", cleared.formatted(part), line(SUSPENSE, -100), line("capital", 100)));
        assertEquals("BOOKED", world.lineState(part));
        assertEquals(List.of("bank_line line_unmatched"), world.attention());
        assertEquals(200, world.balance(SUSPENSE));
        assertEquals(whole, world.get(path, CHECKER).text("resolves"));
        world.check();
    }

    @Test
    void aRowOfAGatewayIsClearedInTheSameWay() {
        String row = world.rowInSuspense(500);
        String cleared = ",\"resolves\":\"" + row + "\"";
        world.posted(body("suspense_cleared", cleared, line(SUSPENSE, -400), line("capital", 400)));
        assertEquals(List.of("gateway_line gateway_line_unmatched"), world.attention());
        world.posted(body("suspense_cleared", cleared, line(SUSPENSE, -500), line("capital", 500)));
        assertEquals(List.of(), world.attention());
        assertEquals(1, world.entries("gateway_line.cleared").size());
        world.check();
    }

    @Test
    void twoMessagesOfTheSameMoneyMakeGoodTheLossOnce() throws ExecutionException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            var race = new AdjustmentWorld();
            race.owes(ANNA, 1_000);
            race.posted(writeOff(ANNA, 400));
            race.posted(body("goodwill", "", line("capital", -600), line(debt(ANNA), 600)));
            race.town.seeds.moved(debt(ANNA), GATEWAY, 900);
            race.town.posted();
            var eur = Currency.of("EUR");
            AtOnce.call(3, i -> race.town.debts.settle(
                    PayoutWorld.DEMO, ANNA, eur, "cause-" + i));
            race.town.posted();
            balances(race, 500, 0, 0);
            race.check();
        }
    }

    @Test
    void everyFaultOfMoneyThatComesBack() {
        int tried = EveryFault.of("a debt that was written off", faults -> {
                    var late = new AdjustmentWorld(faults);
                    late.owes(ANNA, 1_000);
                    late.posted(writeOff(ANNA, 1_000));
                    late.town.seeds.moved(debt(ANNA), GATEWAY, 1_500);
                    return late;
                }, AdjustmentWorld::hear)
                .recovering(AdjustmentWorld::hear)
                .checking(late -> {
                    balances(late, 500, 0, 0);
                    late.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 4, "tried " + tried);
    }

    @Test
    void aDebtIsWrittenOffOnlyAsFarAsItIsOwedWhateverRaces() throws ExecutionException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            var race = new AdjustmentWorld();
            race.owes(BEN, 1_000);
            List<String> paths = List.of(race.requested(writeOff(BEN, 1_000)), race.requested(writeOff(BEN, 900)));
            List<String> hashes = paths.stream().map(race::hash).toList();
            List<Response> both = AtOnce.call(2, i ->
                    race.post(paths.get(i) + "/approve", hashes.get(i), "key-of-a-racer-" + i, CHECKER));
            assertEquals(1, both.stream().filter(answer -> answer.status() == 200).count(), both.toString());
            race.hear();
            assertEquals(0, race.balance(payable(BEN)));
            race.check();
        }
    }
}
