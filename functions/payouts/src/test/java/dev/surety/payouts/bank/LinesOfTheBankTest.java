package dev.surety.payouts.bank;

import static dev.surety.payouts.bank.BankingWorld.ACCOUNT;
import static dev.surety.payouts.bank.BankingWorld.BANK;
import static dev.surety.payouts.bank.BankingWorld.DEMO;
import static dev.surety.payouts.bank.BankingWorld.ORDINARY;
import static dev.surety.payouts.bank.BankingWorld.euro;
import static dev.surety.payouts.bank.BankingWorld.payout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.PlayBank;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From the bank's lines to payouts that are paid or returned. */
class LinesOfTheBankTest {
    private final BankingWorld world = new BankingWorld();

    private static Account suspense() {
        return Account.of(AccountKind.SUSPENSE);
    }

    private void foreign(Direction direction, long minor, String text) {
        world.playing.act(
                DEMO,
                new PlayBank.Acts(
                        ACCOUNT,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(new PlayBank.Foreign(direction, euro(minor), Optional.of(text))),
                        Optional.empty()),
                CommandKey.ofFact(text, Long.toString(minor)),
                _ -> true);
    }

    @Test
    void whatWasSentIsPaidAtTheNextFullHour() {
        world.send("one", ORDINARY);
        world.run("2026-03-02T10:59:59Z");
        assertEquals(List.of(), world.events("one"));
        world.run("2026-03-02T11:00:00Z");
        assertEquals(List.of("payout.paid.v1"), world.events("one"));
        assertEquals(0, world.transit());
        world.agree(1);
    }

    @Test
    void aReturnThreeDaysLaterBringsTheMoneyBack() {
        world.send("one", "DE38900000000000000010");
        world.send("two", "DE81900000000000000012");
        world.run("2026-03-06T00:00:00Z");
        assertEquals(List.of("payout.paid.v1", "payout.returned.v1"), world.events("one"));
        assertEquals(List.of("payout.paid.v1", "payout.returned.v1"), world.events("two"));
        assertEquals(0, world.transit());
        assertEquals(0, world.balance(Account.of(AccountKind.CAPITAL)));
        assertEquals(-250, world.balance(Account.of(AccountKind.COSTS, "bank")));
        world.agree(2);
    }

    @Test
    void aReturnBeforeItsDebitIsPostedInOrder() {
        world.send("one", "DE49900000000000000006");
        world.playing.giveBack(
                DEMO,
                new PlayBank.Return(ACCOUNT, payout("one").value(), "AC04", Optional.empty()),
                CommandKey.ofFact("back"),
                _ -> true);
        world.run("2026-03-02T11:00:00Z");
        assertEquals(List.of("payout.returned.v1"), world.events("one"));
        assertEquals(2_000, world.transit());
        world.run("2026-03-05T00:00:00Z");
        assertEquals(List.of("payout.returned.v1", "payout.paid.v1"), world.events("one"));
        assertEquals(0, world.transit());
        assertEquals(0, world.balance(Account.of(AccountKind.CAPITAL)));
        world.agree(1);
    }

    @Test
    void aReturnForADuplicateWaitsForPeople() {
        world.send("one", "DE97900000000000000015");
        world.run("2026-03-06T00:00:00Z");
        assertEquals(List.of("payout.paid.v1"), world.events("one"));
        assertEquals(1_000, world.balance(suspense()));
        assertEquals(
                List.of("opens return_waits"),
                world.bankLines().stream().flatMap(line -> line.attention().stream()).toList());
        world.agree(1);
    }

    @Test
    void aLineThatNothingExplainsWaitsInSuspense() {
        world.send("one", ORDINARY);
        foreign(Direction.CREDIT, 500, "a stranger's money");
        foreign(Direction.DEBIT, 70, "an unknown withdrawal");
        world.run("2026-03-02T11:00:00Z");
        assertEquals(430, world.balance(suspense()));
        assertEquals(
                List.of("opens line_unmatched", "opens line_unmatched"),
                world.bankLines().stream().flatMap(line -> line.attention().stream()).toList());
        world.agree(1);
    }

    @Test
    void aSecondDebitOfAPaidPayoutIsNotThePayouts() {
        world.send("one", ORDINARY);
        world.run("2026-03-02T11:00:00Z");
        foreign(Direction.DEBIT, 1_000, payout("one").value());
        world.run("2026-03-04T11:00:00Z");
        assertEquals(List.of("payout.paid.v1"), world.events("one"));
        assertEquals(-1_000, world.balance(suspense()));
        world.agree(1);
    }

    @Test
    void twoEqualPaymentsAreTwoAndTheSameLineTwiceIsOne() {
        foreign(Direction.CREDIT, 500, "rent");
        foreign(Direction.CREDIT, 500, "rent ");
        world.accounts.expect(DEMO, ACCOUNT);
        world.run("2026-03-02T11:00:00Z");
        assertEquals(2, world.bankLines().size());
        // The cursor is lost: all lines are told again.
        var stored = world.chains.load(DEMO, ACCOUNT);
        var before = stored.account().orElseThrow();
        assertTrue(world.chains.append(
                stored, before.heardInPart("", world.clock.instant()), "asked", world.clock.instant()));
        world.run("2026-03-03T11:00:00Z");
        assertEquals(2, world.bankLines().size());
        assertEquals(1_000, world.balance(suspense()));
    }

    @Test
    void manyLinesAreReadByManyWakes() {
        IntStream.range(0, 250).forEach(i -> world.send("p" + i, ORDINARY));
        world.at("2026-03-02T11:00:00Z");
        int number = world.lastOfBank().orElseThrow().number();
        world.lines.wake(BANK, number);
        assertEquals(2, world.bankLines().size(), "a wake begins no line after a hundred payments");
        assertEquals(List.of(BANK), world.hints);
        world.wake();
        assertEquals(3, world.bankLines().size());
        assertEquals(250, IntStream.range(0, 250)
                .filter(i -> world.events("p" + i).equals(List.of("payout.paid.v1")))
                .count());
        assertEquals(0, world.transit());
        world.agree(250);
    }

    @Test
    void aLostHintCostsAMinute() {
        IntStream.range(0, 250).forEach(i -> world.send("p" + i, ORDINARY));
        world.at("2026-03-02T11:00:00Z");
        world.lines.wake(BANK, world.lastOfBank().orElseThrow().number());
        world.hints.clear();
        assertEquals(
                Optional.of(Instant.parse("2026-03-02T11:01:00Z")),
                world.lastOfBank().flatMap(Entry::due).map(Entry.Due::at));
        world.run("2026-03-02T11:01:00Z");
        assertEquals(3, world.bankLines().size());
    }

    @Test
    void theBankIsAskedWhenItBooksNextAndElseOnceADay() {
        world.send("one", "DE49900000000000000006");
        world.run("2026-03-02T11:00:00Z");
        assertEquals(due("2026-03-03T11:00:00Z"), due(), "no later than a day");
        world.run("2026-03-04T11:00:00Z");
        assertEquals(List.of("payout.paid.v1"), world.events("one"));
        assertEquals(due("2026-03-05T11:00:00Z"), due());
        world.at("2026-03-04T15:30:00Z");
        world.accounts.expect(DEMO, ACCOUNT);
        assertEquals(due("2026-03-04T16:00:00Z"), due());
    }

    @Test
    void aQuestionBetweenTwoTransfersDoesNotPostponeTheNext() {
        world.accounts.expect(DEMO, ACCOUNT);
        world.lines.wake(BANK, 0);
        assertEquals(due("2026-03-02T11:00:00Z"), due());
    }

    private Optional<Instant> due() {
        return world.lastOfBank().flatMap(Entry::due).map(Entry.Due::at);
    }

    private static Optional<Instant> due(String time) {
        return Optional.of(Instant.parse(time));
    }

    @Test
    void anEarlyWakeComesAgainAndAFormerOneDoesNothing() {
        world.send("one", ORDINARY);
        assertFalse(world.lines.wake(BANK, world.lastOfBank().orElseThrow().number()));
        world.run("2026-03-02T11:00:00Z");
        int after = world.lastOfBank().orElseThrow().number();
        assertTrue(world.lines.wake(BANK, after - 1));
        assertTrue(world.lines.wake(new ChainId("bank", DEMO, "unknown"), 0));
        assertEquals(after, world.lastOfBank().orElseThrow().number());
    }

    @Test
    void aPayoutThatBreaksARuleDoesNotHoldUpTheOthers() {
        var broken = new Breaking();
        var world = new BankingWorld(Faults.none(), payouts -> {
            broken.payouts = Optional.of(payouts);
            return broken;
        });
        List.of("one", "two", "three").forEach(name -> world.send(name, ORDINARY));
        world.run("2026-03-02T11:00:00Z");
        assertEquals(List.of(), world.events("two"));
        assertEquals(List.of("payout.paid.v1"), world.events("one"));
        assertEquals(List.of("payout.paid.v1"), world.events("three"));
        ChainId line = world.hints.getFirst();
        assertEquals("bank_line", line.type());
        assertThrows(Invariants.Breach.class, () -> world.telling.wake(line, 0));
        assertEquals(1, world.hints.size(), "the message itself comes again, and makes no further one");
        broken.breaks = false;
        assertTrue(world.telling.wake(line, 0) && world.telling.wake(line, 0));
        assertEquals(List.of("payout.paid.v1"), world.events("two"));
        world.agree(3);
    }

    /** Payouts of which one breaks a rule whenever it is told. */
    private static final class Breaking implements LinePayouts {
        private Optional<LinePayouts> payouts = Optional.empty();
        private boolean breaks = true;

        @Override
        public Optional<PayoutFacts> find(MarketplaceId marketplace, PayoutId payout) {
            return payouts.orElseThrow().find(marketplace, payout);
        }

        @Override
        public void booked(MarketplaceId marketplace, PayoutId payout, BookedDebit debit) {
            Invariants.hold(!breaks || !payout.equals(payout("two")), "a rule");
            payouts.orElseThrow().booked(marketplace, payout, debit);
        }

        @Override
        public void credited(MarketplaceId marketplace, PayoutId payout, BookedCredit credit) {
            payouts.orElseThrow().credited(marketplace, payout, credit);
        }
    }
}
