package dev.surety.simulator.bank;

import static dev.surety.simulator.bank.BankWorld.ORDINARY;
import static dev.surety.simulator.bank.BankWorld.TEN;
import static dev.surety.simulator.bank.BankWorld.euro;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.PlayBank.Foreign;
import dev.surety.simulator.bank.PlayBank.Return;
import dev.surety.simulator.bank.SimulatedBank.Count;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines, balances and scripts of the bank. */
class BookingTest {
    private final BankWorld world = new BankWorld();

    @Test
    void theTransfersOfAnHourShareALine() {
        IntStream.range(0, 250).forEach(i -> world.send("p" + i, ORDINARY));
        assertEquals(List.of(), world.lines());
        assertEquals(
                Optional.of(Instant.parse("2026-03-02T11:00:00Z")),
                world.bank.lines(BankWorld.DEMO, BankWorld.ACCOUNT, "").expected());
        world.at("2026-03-02T11:00:00Z");
        List<BankLine> lines = world.lines();
        assertEquals(List.of(99, 99, 52), lines.stream().map(line -> line.details().size()).toList());
        assertEquals(List.of(99_000L, 99_000L, 52_000L), lines.stream()
                .map(line -> line.amount().amountMinor())
                .toList());
        assertEquals(250, lines.stream().flatMap(line -> line.details().stream()).distinct().count());
        assertEquals(new Count(250, 0, euro(250_000)), world.count());
        assertEquals(-250_000, lines.getLast().balanceMinor(TEN.currency()));
    }

    @Test
    void linesStayAsTheyWereAndHaveNoGap() {
        world.send("one", ORDINARY);
        world.at("2026-03-02T11:05:00Z");
        List<BankLine> first = world.lines();
        world.send("two", ORDINARY);
        world.at("2026-03-02T12:05:00Z");
        List<BankLine> both = world.lines();
        assertEquals(first.getFirst(), both.getFirst());
        assertEquals(List.of("SB0000000001", "SB0000000002"), both.stream().map(BankLine::reference).toList());
        assertEquals(both, world.lines());
        assertEquals(
                List.of(both.get(1)),
                world.bank.lines(BankWorld.DEMO, BankWorld.ACCOUNT, "1").lines());
    }

    @Test
    void currenciesNeverShareALine() {
        world.send("one", ORDINARY);
        world.bank.send(BankWorld.order("two", Money.of(700, "USD"), ORDINARY));
        world.at("2026-03-02T11:00:00Z");
        assertEquals(List.of(TEN, Money.of(700, "USD")), world.lines().stream().map(BankLine::amount).toList());
        assertEquals(-1_000, world.lines().getLast().balanceMinor(TEN.currency()));
    }

    @Test
    void aCancelledPayoutIsNeverExecuted() {
        assertEquals("AB05", MagicAccountsTest.word(
                world.bank.cancel(BankWorld.DEMO, BankWorld.ACCOUNT, BankWorld.payout("one"), TEN)));
        assertEquals("AB05", MagicAccountsTest.word(world.send("one", ORDINARY)), "a late call comes to nothing");
        world.send("two", ORDINARY);
        assertEquals("accepted", MagicAccountsTest.word(
                world.bank.cancel(BankWorld.DEMO, BankWorld.ACCOUNT, BankWorld.payout("two"), TEN)));
        assertEquals(1, world.count().executed());
    }

    @Test
    void theNextAnswersAreAsTheScriptSays() {
        world.play("a", BankWorld.next("declined_closed", "lost", "never"));
        assertEquals("AC04", MagicAccountsTest.word(world.send("one", ORDINARY)));
        assertEquals("AC04", MagicAccountsTest.word(world.send("one", ORDINARY)));
        assertEquals("unknown", MagicAccountsTest.word(world.send("two", ORDINARY)));
        assertEquals(Optional.of("accepted"), world.find("two").map(MagicAccountsTest::word));
        assertEquals("unknown", MagicAccountsTest.word(world.send("three", ORDINARY)));
        assertEquals(Optional.empty(), world.find("three"));
        assertEquals("accepted", MagicAccountsTest.word(world.send("three", ORDINARY)));
    }

    @Test
    void aCommandPlaysOnce() {
        world.play("a", BankWorld.next("declined_closed"));
        var again = assertInstanceOf(Outcome.Done.class, world.play("a", BankWorld.next("declined_closed")));
        assertEquals(true, again.replayed());
        assertEquals(List.of("bank#demo#sandbox 0", "bank#demo#sandbox 0"), world.told.stream()
                .map(hint -> hint.chain() + " " + hint.number())
                .toList());
        assertEquals("AC04", MagicAccountsTest.word(world.send("one", ORDINARY)));
        assertEquals("accepted", MagicAccountsTest.word(world.send("two", ORDINARY)));
    }

    @Test
    void theAccountHoldsTheGatewaysMoneyLessWhatWasSent() {
        world.send("one", ORDINARY);
        assertEquals(euro(4_000), holds());
        world.at("2026-03-02T11:00:00Z");
        world.lines();
        assertEquals(euro(4_000), holds());
        world.playing.giveBack(
                BankWorld.DEMO,
                new Return(BankWorld.ACCOUNT, BankWorld.payout("one").value(), "AC04", Optional.of(euro(30))),
                CommandKey.ofFact("back"),
                _ -> true);
        world.lines();
        assertEquals(euro(4_970), holds());
    }

    @Test
    void aScriptSetsWhatTheAccountHolds() {
        world.send("one", ORDINARY);
        world.play("a", BankWorld.holding(300));
        assertEquals(euro(300), holds());
        world.send("two", ORDINARY);
        assertEquals(euro(-700), holds());
    }

    @Test
    void aChargeIsPartOfEachDebit() {
        world.charge(35);
        world.send("one", ORDINARY);
        world.at("2026-03-02T11:00:00Z");
        BankLine line = world.lines().getFirst();
        assertEquals(euro(1_035), line.amount());
        assertEquals(euro(35), line.charge());
        assertEquals(euro(3_965), holds());
    }

    @Test
    void linesThatNothingOfOursExplains() {
        var twice = new Foreign(Direction.CREDIT, euro(500), Optional.of("hello"));
        var nameless = new Foreign(Direction.DEBIT, euro(70), Optional.empty());
        world.play("a", BankWorld.booking(twice, twice, nameless));
        List<BankLine> lines = world.lines();
        assertEquals(3, lines.size());
        assertEquals(2, lines.stream().filter(line -> line.direction() == Direction.CREDIT).count());
        assertEquals(1, lines.stream().filter(line -> line.details().isEmpty()).count());
        assertEquals(930, lines.getLast().balanceMinor(TEN.currency()));
    }

    @Test
    void aReturnMayComeBeforeItsDebitAndOnlyOnce() {
        world.send("one", "DE49900000000000000006");
        var back = new Return(BankWorld.ACCOUNT, BankWorld.payout("one").value(), "AC06", Optional.empty());
        assertInstanceOf(
                Outcome.Done.class, world.playing.giveBack(BankWorld.DEMO, back, CommandKey.ofFact("a"), _ -> true));
        assertInstanceOf(
                Outcome.Refused.class, world.playing.giveBack(BankWorld.DEMO, back, CommandKey.ofFact("b"), _ -> true));
        world.at("2026-03-09T00:00:00Z");
        assertEquals("credit 1000 AC06, debit 1000", MagicAccountsTest.booked(world.lines()));
    }

    private Money holds() {
        return world.bank.atBank(BankWorld.DEMO, BankWorld.ACCOUNT, euro(5_000));
    }
}
