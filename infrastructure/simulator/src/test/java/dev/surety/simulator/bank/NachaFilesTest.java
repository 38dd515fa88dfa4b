package dev.surety.simulator.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankNotices.Kind;
import dev.surety.simulator.bank.PlayBank.Return;
import dev.surety.simulator.bank.SimulatedBank.Count;
import dev.surety.simulator.bank.TakenFile.Status;
import dev.surety.simulator.bank.files.Ach;
import dev.surety.simulator.bank.files.Ach.Pay;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Change;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.Reject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bank takes a NACHA file, debits its batches, and brings what the payees' banks say about its entries. */
class NachaFilesTest {
    private static final String TODAY = "260302";
    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final LocalDate LAST = LocalDate.parse("2026-03-31");
    private static final String MONTH_LATER = "2026-04-02T00:00:00Z";

    private final BankWorld world = new BankWorld();

    private static Ach ach(Pay... payments) {
        return new Ach(TODAY, "A", 1).batch("PPD", TODAY, payments);
    }

    private static Pay to(String reference, String account) {
        return new Pay(reference, 1_000, account);
    }

    private static Money dollars(long minor) {
        return Money.of(minor, "USD");
    }

    private TakenFile take(String key, Ach file) {
        var done = assertInstanceOf(Outcome.Done.class, world.hand(key, file.bytes()));
        return assertInstanceOf(TakenFile.class, done.value());
    }

    private String lines() {
        world.at(MONTH_LATER);
        return MagicAccountsTest.booked(world.lines());
    }

    private static FilePlay booked(Booked how, Optional<Reject> reject, Change... changes) {
        return new FilePlay(
                reject, how, false, false, List.of(), List.of(), Optional.empty(), List.of(changes));
    }

    /** The file's text; empty if there is none. */
    private String notices(Kind kind) {
        var done = assertInstanceOf(
                Outcome.Done.class, world.notices.notices(BankWorld.OWN, kind, FIRST, LAST));
        List<?> files = assertInstanceOf(List.class, done.value());
        return files.isEmpty()
                ? ""
                : new String(
                        assertInstanceOf(BankFile.class, files.getFirst()).bytes(), StandardCharsets.US_ASCII);
    }

    private String addenda(Kind kind) {
        return String.join(
                ", ",
                notices(kind).lines().filter(line -> line.startsWith("7")).map(line -> line.substring(3, 21)).toList());
    }

    @Test
    void eachBatchIsOneDebitOnItsDayAndNamesTheFileAndTheBatch() {
        Ach file = new Ach(TODAY, "A", 1)
                .batch("PPD", TODAY, Ach.pay("R1", 1_000), Ach.pay("R2", 2_000))
                .batch("CCD", "260304", true, List.of(Ach.pay("R3", 4_000)));
        TakenFile taken = take("a", file);
        assertEquals(Status.ACCEPTED, taken.status());
        assertEquals(dollars(7_000), taken.sum());
        world.at("2026-03-02T11:00:00Z");
        BankLine line = world.lines().getFirst();
        assertEquals(dollars(3_000), line.amount());
        assertEquals(Optional.of(new BankLine.FileRef(file.id(), Ach.group(1))), line.file());
        assertEquals(
                List.of("R1 121042880000001", "R2 121042880000002"),
                line.details().stream().map(of -> of.reference() + " " + of.trace()).toList());
        assertEquals("debit 3000, debit 4000", lines());
        assertEquals(new Count(3, 0, dollars(7_000)), world.bank.count(BankWorld.DEMO, BankWorld.ACCOUNT, dollars(0)));
    }

    @Test
    void aFileIsOneDebitOrEachEntryIsIfTheScriptSaysSo() {
        Ach file = new Ach(TODAY, "A", 1)
                .batch("PPD", TODAY, Ach.pay("R1", 1_000), Ach.pay("R2", 2_000))
                .batch("CCD", TODAY, Ach.pay("R3", 4_000));
        world.file(booked(Booked.FILE, Optional.empty()));
        take("a", file);
        assertEquals("debit 7000", lines());
        assertEquals(Optional.of(new BankLine.FileRef(file.id(), "")), world.lines().getFirst().file());
        var each = new BankWorld();
        each.file(booked(Booked.EACH, Optional.empty()));
        assertInstanceOf(Outcome.Done.class, each.hand("a", file.bytes()));
        each.at(MONTH_LATER);
        assertEquals("debit 1000, debit 2000, debit 4000", MagicAccountsTest.booked(each.lines()));
    }

    @Test
    void anAccountThatReturnsIsDebitedAndComesBackInStatementAndReturnFile() {
        take("a", ach(
                to("R1", "000000000002"), to("R2", "000000000010"), to("R3", "000000000011"), Ach.pay("R4", 500)));
        assertEquals("debit 3500, credit 1000 R03, credit 1000 R02, credit 1000 R01", lines());
        assertEquals("R03121042880000001, R02121042880000002, R01121042880000003", addenda(Kind.RETURNS));
        assertEquals("", notices(Kind.CHANGES));
        List<String> file = notices(Kind.RETURNS).lines().toList();
        assertEquals(
                "621121042882000000000002     0000001000R1             Ada Example             1120000000000001",
                file.get(2));
        assertEquals(0, file.size() % 10);
        assertEquals("8220000006003631286400000000000000000000" + "3000", file.get(8).substring(0, 44));
        var done = assertInstanceOf(Outcome.Done.class, world.statements.statements(
                BankWorld.OWN, new StatementOrder(
                        FIRST, LAST, dollars(0).currency(), "camt.053.001.08", Set.of(), 1,
                        StandardCharsets.UTF_8)));
        var statement = (BankFile) ((List<?>) done.value()).getFirst();
        String text = new String(statement.bytes(), StandardCharsets.UTF_8);
        assertTrue(text.contains("<AddtlNtryInf>ACH SETTLEMENT</AddtlNtryInf>"), text);
        assertTrue(text.contains("<RtrInf><Rsn><Cd>R03</Cd></Rsn></RtrInf>"), text);
        assertTrue(text.contains("<EndToEndId>R1</EndToEndId><ClrSysRef>121042880000001</ClrSysRef>"), text);
    }

    @Test
    void aNoticeOfChangeLeavesTheMoneyAndComesAsAFile() {
        world.file(booked(Booked.ONE, Optional.empty(), new Change(3, 1, "C09", "NEW ID")));
        take("a", ach(to("R1", "000000000021"), to("R2", "000000000027"), Ach.pay("R3", 5)));
        assertEquals("debit 2005", lines());
        assertEquals("", notices(Kind.RETURNS));
        assertEquals("C09121042880000003, C01121042880000001, C07121042880000002", addenda(Kind.CHANGES));
        String file = notices(Kind.CHANGES);
        assertTrue(file.contains("011000015000000000001     32"), file);
        assertTrue(file.contains("1234567890CORCHANGE"), file);
        assertEquals(file, notices(Kind.CHANGES), "the same order gives the same bytes");
    }

    @Test
    void aPrenoteMovesNothingAndIsAnsweredOrNot() {
        take("a", ach(
                new Pay("R1", 0, Ach.PAYEE), new Pay("R2", 0, "000000000004"), new Pay("R3", 0, "000000000021")));
        assertEquals("", lines());
        assertEquals("R03121042880000002", addenda(Kind.RETURNS));
        assertEquals("C01121042880000003", addenda(Kind.CHANGES));
        assertEquals(0, world.bank.count(BankWorld.DEMO, BankWorld.ACCOUNT, dollars(0)).executed());
    }

    @Test
    void theScriptRefusesTheFileABatchOrAnEntry() {
        Ach file = new Ach(TODAY, "A", 1)
                .batch("PPD", TODAY, Ach.pay("R1", 1_000), Ach.pay("R2", 2_000))
                .batch("CCD", TODAY, Ach.pay("R3", 4_000));
        for (var level : List.of(
                List.of("MESSAGE", "REFUSED", "", ""),
                List.of("GROUP", "PARTLY", "debit 4000", "R13121042880000001, R13121042880000002"),
                List.of("PAYMENT", "PARTLY", "debit 1000, debit 4000", "R13121042880000002"))) {
            var each = new NachaFilesTest();
            each.world.file(booked(
                    Booked.ONE, Optional.of(new Reject(Level.valueOf(level.getFirst()), "R13", 2))));
            TakenFile taken = each.take("a", file);
            assertEquals(level.get(1), taken.status().name());
            assertEquals(level.get(2), each.lines());
            assertEquals(level.get(3), each.addenda(Kind.RETURNS));
        }
    }

    @Test
    void aFileItsNameAndItsTracesAreTakenOncePerDay() {
        assertEquals(Optional.empty(), take("a", ach(Ach.pay("R1", 1_000))).fault());
        TakenFile again = take("b", ach(Ach.pay("R1", 1_000)));
        assertEquals("DU01 file id USD", again.fault().map(of -> of.code() + " " + of.field()).orElseThrow() + " "
                + again.sum().currency());
        Ach sameName = new Ach(TODAY, "A", 100).batch("PPD", TODAY, Ach.pay("R9", 9));
        assertEquals("DU01", take("c", sameName).fault().orElseThrow().code());
        Ach sameTrace = new Ach(TODAY, "B", 1).batch("PPD", TODAY, Ach.pay("R9", 9));
        assertEquals("DU04", take("d", sameTrace).fault().orElseThrow().code());
        Ach next = new Ach(TODAY, "C", 2).batch("PPD", TODAY, Ach.pay("R9", 9));
        assertEquals(Optional.empty(), take("e", next).fault());
        Ach otherDay = new Ach("260303", "A", 1).batch("PPD", TODAY, Ach.pay("R10", 9));
        assertEquals(Optional.empty(), take("f", otherDay).fault());
        assertEquals("debit 1000, debit 9, debit 9", lines());
    }

    @Test
    void anOperatorReturnsAnEntryByItsReferenceAndThePayeesBankTellsIt() {
        take("a", ach(Ach.pay("R1", 1_000)));
        world.at("2026-03-04T11:00:00Z");
        var back = new Return(BankWorld.ACCOUNT, "R1", "R23", Optional.empty());
        assertInstanceOf(
                Outcome.Done.class,
                world.playing.giveBack(BankWorld.DEMO, back, CommandKey.ofFact("back"), _ -> true));
        assertEquals("debit 1000, credit 1000 R23", lines());
        assertEquals("R23121042880000001", addenda(Kind.RETURNS));
    }
}
