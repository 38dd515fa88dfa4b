package dev.surety.simulator.bank;

import static dev.surety.simulator.bank.files.Pain001.pay;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.PlayBank.Return;
import dev.surety.simulator.bank.SimulatedBank.Count;
import dev.surety.simulator.bank.TakenFile.Status;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Destination;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.NameCheck;
import dev.surety.simulator.bank.files.FilePlay.Reject;
import dev.surety.simulator.bank.files.Pain001;
import dev.surety.simulator.bank.files.Pain001.Pay;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bank takes a file, executes its payments and books them as its script says. */
class FilesOfPaymentsTest {
    private static final String TODAY = "2026-03-02";
    private static final String NEXT_DAY = "2026-03-03T12:00:00Z";

    private final BankWorld world = new BankWorld();

    private static Pain001 three() {
        return new Pain001("MSG1").group("G1", TODAY, pay("R1", 1_000), pay("R2", 2_000), pay("R3", 4_000));
    }

    private static FilePlay booked(Booked how, boolean recredited, Optional<Reject> reject) {
        return new FilePlay(reject, how, recredited, false, List.of(), List.of(), Optional.empty());
    }

    private String lines() {
        world.at(NEXT_DAY);
        return MagicAccountsTest.booked(world.lines());
    }

    @Test
    void aGroupIsBookedAsOneDebitAtTheNextFullHour() {
        TakenFile taken = world.take(three());
        assertEquals(Status.ACCEPTED, taken.status());
        assertEquals(List.of(), world.lines());
        world.at("2026-03-02T11:00:00Z");
        BankLine line = world.lines().getFirst();
        assertEquals("7000 3 [R1, R2, R3]", line.amount().amountMinor() + " " + line.payments() + " "
                + line.details().stream().map(BankLine.Detail::reference).toList());
        assertEquals(Optional.of(new BankLine.FileRef("MSG1", "G1")), line.file());
        assertEquals(new Count(3, 0, BankWorld.euro(7_000)), world.count());
    }

    @Test
    void aGroupForAnotherDayWaitsForIt() {
        world.take(new Pain001("MSG1").group("G1", "2026-03-04", pay("R1", 500)));
        world.at("2026-03-04T07:59:00Z");
        assertEquals(List.of(), world.lines());
        world.at("2026-03-04T08:00:00Z");
        assertEquals(1, world.lines().size());
    }

    @Test
    void aBatchIsBookedTogetherOrEachOrMixed() {
        world.file(booked(Booked.EACH, false, Optional.empty()));
        world.take(three());
        assertEquals("debit 1000, debit 2000, debit 4000", lines());
        var mixed = new BankWorld();
        mixed.file(booked(Booked.MIXED, false, Optional.empty()));
        mixed.take(three());
        mixed.at(NEXT_DAY);
        assertEquals("debit 3000, debit 4000", MagicAccountsTest.booked(mixed.lines()));
    }

    @Test
    void aRefusedPaymentIsLeftOutOfTheDebitOrGivenBack() {
        var second = Optional.of(new Reject(Level.PAYMENT, "AC04", 2));
        world.file(booked(Booked.ONE, false, second));
        TakenFile taken = world.take(three());
        assertEquals(Status.PARTLY, taken.status());
        assertEquals("debit 5000", lines());
        assertEquals(new Count(2, 1, BankWorld.euro(5_000)), world.count());
        var gross = new BankWorld();
        gross.file(booked(Booked.ONE, true, second));
        gross.take(three());
        gross.at(NEXT_DAY);
        assertEquals("debit 7000, credit 2000 AC04", MagicAccountsTest.booked(gross.lines()));
        assertEquals(new Count(2, 1, BankWorld.euro(5_000)), gross.count());
    }

    @Test
    void aRefusedGroupOrMessageMovesNothingAndUsesTheMessageIdUp() {
        world.file(booked(Booked.ONE, false, Optional.of(new Reject(Level.GROUP, "AM04", 1))));
        assertEquals(Status.REFUSED, world.take(three()).status());
        assertEquals("", lines());
        var whole = new BankWorld();
        whole.file(booked(Booked.ONE, false, Optional.of(new Reject(Level.MESSAGE, "FF01", 0))));
        assertEquals("FF01", whole.take(three()).fault().orElseThrow().code());
        assertEquals("DU01", whole.take("again", three()).fault().orElseThrow().code());
        whole.at(NEXT_DAY);
        assertEquals(List.of(), whole.lines());
    }

    @Test
    void theSameFileIsExecutedOnceAndTheSameCommandIsAReplay() {
        TakenFile first = world.take("a", three());
        var again = assertInstanceOf(Outcome.Done.class, world.hand("a", three().bytes()));
        assertTrue(again.replayed());
        assertEquals(first, again.value());
        TakenFile second = world.take("b", three());
        assertEquals("DU01", second.fault().orElseThrow().code());
        assertEquals(3, world.count().executed());
        assertEquals("debit 7000", lines());
        var reused = world.files.take(
                BankWorld.OWN, three().bytes(), CommandKey.ofFact("a"), _ -> false);
        assertEquals(Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED), reused);
    }

    @Test
    void theSameReferenceInAnotherMessageIsPaidAgain() {
        world.take("a", three());
        world.take("b", new Pain001("MSG2").group("G1", TODAY, pay("R1", 1_000)));
        assertEquals(4, world.count().executed());
    }

    @Test
    void numbersOfTheTableAndWordsOfAScriptPlayPaymentsOfFiles() {
        world.play("a", BankWorld.next("accepted", "declined_closed", "never"));
        world.take(new Pain001("MSG1").group(
                "G1",
                TODAY,
                pay("R1", 1_000),
                pay("R2", 2_000),
                pay("R3", 4_000),
                new Pay("R4", 8_000, "DE38900000000000000010"),
                new Pay("R5", 16_000, "DE49900000000000000006"),
                new Pay("R6", 32_000, "DE70900000000000000016")));
        world.at("2026-03-09T00:00:00Z");
        assertEquals(
                "debit 9000, debit 16000, credit 8000 AC04", MagicAccountsTest.booked(world.lines()));
        assertEquals(new Count(3, 2, BankWorld.euro(25_000)), world.count());
    }

    @Test
    void aChargeIsPartOfTheDebitOrALineOfItsOwn() {
        world.charge(35);
        world.take("a", three());
        world.file(new FilePlay(
                Optional.empty(), Booked.ONE, false, true, List.of(), List.of(), Optional.empty()));
        world.take("b", new Pain001("MSG2").group("G1", "2026-03-03", pay("R9", 100)));
        assertEquals("debit 7035, debit 100, debit 35", lines());
        assertEquals(BankWorld.euro(35), world.lines().getLast().charge());
        assertEquals(0, world.lines().getLast().payments());
    }

    @Test
    void aPaymentOfAFileIsReturnedByItsReference() {
        world.take(three());
        assertInstanceOf(
                Outcome.Done.class,
                world.playing.giveBack(
                        BankWorld.DEMO,
                        new Return(BankWorld.ACCOUNT, "R2", "AC06", Optional.of(BankWorld.euro(250))),
                        CommandKey.ofFact("back"),
                        _ -> true));
        world.file(new FilePlay(
                Optional.empty(),
                Booked.ONE,
                false,
                false,
                List.of(),
                List.of(new FilePlay.Return(1, 2, "MD07", 0)),
                Optional.empty()));
        world.take("b", new Pain001("MSG2").group("G1", TODAY, pay("R9", 100)));
        world.at("2026-03-09T00:00:00Z");
        assertEquals(
                "credit 1750 AC06, debit 7000, debit 100, credit 100 MD07",
                MagicAccountsTest.booked(world.lines()));
    }

    @Test
    void aScriptPaysAnotherAccountAndAnswersNameChecks() {
        world.file(new FilePlay(
                Optional.empty(),
                Booked.EACH,
                false,
                false,
                List.of(NameCheck.MATCH, NameCheck.CLOSE, NameCheck.NO_MATCH),
                List.of(),
                Optional.of(new Destination(2, "DE87900000000000000001"))));
        TakenFile taken = world.take(three());
        assertEquals(Map.of("R2", NameCheck.CLOSE, "R3", NameCheck.NO_MATCH), taken.names());
        world.at(NEXT_DAY);
        assertEquals(
                List.of(Pain001.PAYEE, "DE87900000000000000001", Pain001.PAYEE),
                world.lines().stream().map(line -> line.details().getFirst().number()).toList());
    }

    @Test
    void aThousandPaymentsAreOneLineWithoutDetails() {
        List<Pay> payments = IntStream.range(0, 1_000).mapToObj(i -> pay("R" + i, i + 1)).toList();
        world.take(new Pain001("MSG1").group("G1", TODAY, payments));
        world.at(NEXT_DAY);
        BankLine line = world.lines().getFirst();
        assertEquals("500500 1000 []", line.amount().amountMinor() + " " + line.payments() + " " + line.details());
        assertEquals(new Count(1_000, 0, BankWorld.euro(500_500)), world.count());
    }

    @Test
    void aFileThatCannotBeReadIsRefusedByName() {
        var taken = assertInstanceOf(Outcome.Done.class, world.hand("a", "<no/>".getBytes(StandardCharsets.UTF_8)));
        TakenFile file = assertInstanceOf(TakenFile.class, taken.value());
        assertEquals(Optional.empty(), file.messageId());
        assertEquals("Document", file.fault().orElseThrow().field());
    }
}
