package dev.surety.payouts.faults;

import static dev.surety.payouts.world.PayoutWorld.ANNA;
import static dev.surety.payouts.world.PayoutWorld.DEMO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every call of a payout is lost or kept, and the process dies around each: no cent is lost, no payee paid twice. */
class EveryFaultOfPayoutsTest {
    private static final long BALANCE = 50_000;
    private static final String KEY = "the-first-key-0001";

    private static PayoutWorld world(Faults faults) {
        return new PayoutWorld(faults).released(ANNA, BALANCE);
    }

    private static PayoutId item(PayoutWorld world) {
        return world.item(ANNA, 20_000).payout();
    }

    /** The bank's count, the journal and the payee's balance tell the same story, however it ended. */
    private static void settled(PayoutWorld world) {
        PayoutId payout = item(world);
        world.until(world.clock.instant().plus(Duration.ofHours(3)));
        String state = world.state(payout);
        assertTrue(Set.of("sent", "failed").contains(state), state);
        boolean isSent = state.equals("sent");
        assertEquals(isSent ? 1 : 0, world.atBank().executed());
        assertEquals(isSent ? 20_000 : 0, world.atBank().sum().amountMinor());
        assertEquals(isSent ? BALANCE - 20_000 : BALANCE, world.posted().payable(ANNA));
        assertEquals(isSent ? 20_000 : 0, world.transit());
        assertTrue(world.rail.sent.size() <= 1, "the rail is told at most once");
        world.check();
    }

    private static void executed(PayoutWorld world) {
        RunItem item = world.item(ANNA, 20_000);
        var _ = world.use.scheduling().ofRun(item);
        var _ = world.use.sending().send(DEMO, item.payout());
    }

    @Test
    void schedulingAndSendingAnItem() {
        int tried = EveryFault.of(
                        "schedule and send", EveryFaultOfPayoutsTest::world, EveryFaultOfPayoutsTest::executed)
                .checking(EveryFaultOfPayoutsTest::settled)
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 20);
    }

    @Test
    void schedulingAndSendingWhileTheStoreIsContended() {
        int tried = EveryFault.of(
                        "schedule and send", EveryFaultOfPayoutsTest::world, EveryFaultOfPayoutsTest::executed)
                .with(Trouble.CONFLICT)
                .checking(EveryFaultOfPayoutsTest::settled)
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 4);
    }

    /** After a crash only the timer asks again. */
    @Test
    void sendingThatOnlyItsTimerTakesUpAgain() {
        int tried = EveryFault.of("send, and wait", EveryFaultOfPayoutsTest::scheduled, (PayoutWorld world) -> {
                    var _ = world.use.sending().send(DEMO, item(world));
                })
                .recovering(world -> world.until(world.clock.instant().plus(Duration.ofHours(3))))
                .checking(EveryFaultOfPayoutsTest::settled)
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 8);
    }

    private static PayoutWorld scheduled(Faults faults) {
        var world = world(faults);
        var _ = world.use.scheduling().ofRun(world.item(ANNA, 20_000));
        return world;
    }

    @Test
    void aRequestAtTheDoor() {
        int tried = EveryFault.of("POST /v1/payouts", EveryFaultOfPayoutsTest::world, (PayoutWorld world) -> {
                    Response answer =
                            world.post("/v1/payouts", PayoutWorld.wanted(ANNA, 20_000), KEY, PayoutWorld.backend());
                    assertTrue(answer.status() == 201 || answer.status() == 503, answer.bytes());
                    assertTrue(answer.status() == 503 || answer.text("state").equals("scheduled"), answer.bytes());
                    world.until(world.clock.instant().plus(Duration.ofHours(3)));
                })
                .checking(world -> {
                    var list = world.get("/v1/payouts?payee=" + ANNA, PayoutWorld.backend()).body().path("data");
                    assertEquals(1, list.size());
                    boolean isSent = list.get(0).path("state").asString("").equals("sent");
                    assertEquals(isSent ? 1 : 0, world.atBank().executed(), list.toString());
                    assertEquals(isSent ? BALANCE - 20_000 : BALANCE, world.posted().payable(ANNA));
                    world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 4);
    }

    @Test
    void theBanksLinesOfAPayoutThatComesBack() {
        int tried = EveryFault.of("settle", EveryFaultOfPayoutsTest::sent, (PayoutWorld world) -> {
                    PayoutId payout = item(world);
                    world.use.settling().booked(DEMO, payout, debit(world));
                    world.use.settling().credited(DEMO, payout, credit(world, Way.RETURNED));
                })
                .checking(world -> {
                    PayoutId payout = item(world);
                    world.use.settling().booked(DEMO, payout, debit(world));
                    world.use.settling().credited(DEMO, payout, credit(world, Way.RETURNED));
                    assertEquals("returned", world.state(payout));
                    assertEquals(5, world.payout(payout).version(), "each line counts once");
                    world.check();
                })
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 4);
    }

    @Test
    void aReturnThatTheBankBooksBeforeItsDebit() {
        int tried = EveryFault.of("settle backwards", EveryFaultOfPayoutsTest::sent, (PayoutWorld world) -> {
                    PayoutId payout = item(world);
                    world.use.settling().credited(DEMO, payout, credit(world, Way.BEFORE_ITS_DEBIT));
                    world.use.settling().booked(DEMO, payout, debit(world));
                })
                .checking(world -> {
                    PayoutId payout = item(world);
                    assertEquals("returned", world.state(payout));
                    assertEquals(5, world.payout(payout).version());
                    assertEquals(BALANCE, world.posted().payable(ANNA), "credited when the debit came, once");
                    world.check();
                })
                .withDeaths()
                .inPairs()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried > 4);
    }

    private static PayoutWorld sent(Faults faults) {
        var world = world(faults);
        executed(world);
        // The bank's own lines post what the bank moves; here they are played.
        world.seeds.moved(
                Account.of(AccountKind.BANK, "sandbox"), Account.of(AccountKind.TRANSIT, "sandbox"), 20_000);
        world.seeds.moved(
                Account.of(AccountKind.TRANSIT, "sandbox"), Account.of(AccountKind.BANK, "sandbox"), 20_000);
        return world.posted();
    }

    private static BookedDebit debit(PayoutWorld world) {
        return new BookedDebit("bl_debit", LocalDate.of(2026, 11, 23), world.clock.instant());
    }

    private static BookedCredit credit(PayoutWorld world, Way way) {
        Money amount = Money.of(20_000, "EUR");
        return new BookedCredit(
                "bl_credit", LocalDate.of(2026, 11, 26), world.clock.instant(), amount, amount, "AC06", way);
    }
}
