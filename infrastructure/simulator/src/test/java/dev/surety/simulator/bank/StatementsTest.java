package dev.surety.simulator.bank;

import static dev.surety.simulator.bank.files.Pain001.pay;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.command.Outcome;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.PlayBank.Foreign;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.FilePlay.Booked;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.FilePlay.Reject;
import dev.surety.simulator.bank.files.Oddity;
import dev.surety.simulator.bank.files.Pain001.Pay;
import dev.surety.simulator.bank.files.Pain001;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements that the bank writes from its lines. */
class StatementsTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final StatementOrder FIRST = StatementOrder.of(MONDAY, MONDAY);

    private final BankWorld world = new BankWorld();

    /** On Monday, money comes in and three payments leave; on Thursday one of them comes back. */
    StatementsTest() {
        world.play("in", BankWorld.booking(new Foreign(Direction.CREDIT, BankWorld.euro(100_000), Optional.of("in"))));
        world.charge(35);
        world.take(new Pain001("MSG1").group(
                "G1",
                "2026-03-02",
                pay("R1", 1_000),
                pay("R2", 2_000),
                new Pay("R3", 4_000, "DE38900000000000000010")));
        world.at("2026-03-06T10:00:00Z");
    }

    private List<String> texts(StatementOrder order) {
        var done = assertInstanceOf(Outcome.Done.class, world.statements.statements(BankWorld.OWN, order));
        List<String> texts = new ArrayList<>();
        for (Object file : (List<?>) done.value()) {
            texts.add(new String(assertInstanceOf(BankFile.class, file).bytes(), order.encoding()));
        }
        return texts;
    }

    private String text(StatementOrder order) {
        return texts(order).getFirst();
    }

    private static String read(String text) {
        return ReadStatement.of(text).shown();
    }

    @Test
    void aDaysLinesStandBetweenItsBalances() {
        assertEquals("1: 0 | +100000, -7035 | 92965", read(text(FIRST)));
        assertEquals("2: 92965 | | 92965", read(text(StatementOrder.of(MONDAY.plusDays(1), MONDAY.plusDays(1)))));
        assertEquals(
                "3: 92965 | +4000 | 96965", read(text(StatementOrder.of(MONDAY.plusDays(2), MONDAY.plusDays(3)))));
        assertEquals("1: 0 | +100000, -7035 | 92965", read(text(FIRST)), "asked again, it keeps its number");
    }

    @Test
    void aDayThatIsNotOverHasNoStatementYet() {
        var today = StatementOrder.of(MONDAY, LocalDate.parse("2026-03-06"));
        assertInstanceOf(Outcome.Refused.class, world.statements.statements(BankWorld.OWN, today));
        assertInstanceOf(
                Outcome.Done.class, world.statements.statements(BankWorld.OWN, today.as("camt.052.001.08")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"camt.053.001.02", "camt.053.001.08", "camt.052.001.02", "camt.052.001.08"})
    void everyVersionTellsTheSame(String message) {
        String shown = read(text(FIRST.as(message)));
        assertEquals("0 | +100000, -7035 | 92965", shown.substring(shown.indexOf(':') + 2));
    }

    @ParameterizedTest
    @EnumSource(Oddity.class)
    void eachOddityIsSeen(Oddity oddity) {
        StatementOrder all = StatementOrder.of(MONDAY, LocalDate.parse("2026-03-05"));
        String plain = text(all);
        String odd = text(all.with(Set.of(oddity)));
        assertTrue(!plain.equals(odd), oddity + " changes nothing");
        String seen = read(odd);
        assertEquals(
                switch (oddity) {
                    case GAP -> "1: 100000 | -7035, +4000 | 96965";
                    case MISSING_LINE -> "1: 0 | +100000, -7035 | 96965";
                    case DUPLICATE_LINE -> "1: 0 | +100000, +100000, -7035, +4000 | 96965";
                    case WRONG_SIGN -> "1: 0 | -100000, -7035, +4000 | 96965";
                    case REVERSAL -> "1: 0 | +100000, -7035, +4000 reversal | 96965";
                    case REVERSAL_TURNED -> "1: 0 | +100000, -7035, -4000 reversal | 96965";
                    case REISSUE,
                            OVERLAP,
                            NO_REFERENCES,
                            TEXT_ONLY,
                            NO_BATCH_IDS,
                            NO_DETAILS,
                            SAME_ENTRY_REFERENCE,
                            DATE_TIMES,
                            NO_NAMESPACE,
                            BOM -> "1: 0 | +100000, -7035, +4000 | 96965";
                },
                seen);
    }

    @Test
    void anOverlapBeginsADayEarlier() {
        var tuesdayOn = StatementOrder.of(MONDAY.plusDays(1), MONDAY.plusDays(3)).with(Set.of(Oddity.OVERLAP));
        assertEquals("1: 0 | +100000, -7035, +4000 | 96965", read(text(tuesdayOn)));
    }

    @Test
    void pagesChain() {
        var pages = StatementOrder.of(MONDAY, MONDAY.plusDays(3)).pages(3);
        assertEquals(
                List.of("1: 0 | +100000 | 100000", "1: 100000 | -7035 | 92965", "1: 92965 | +4000 | 96965"),
                texts(pages).stream().map(StatementsTest::read).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252"})
    void aStatementIsWrittenInTheEncodingThatItNames(String encoding) {
        String text = text(FIRST.encoded(encoding));
        String named = "<?xml version=\"1.0\" encoding=\"" + Charset.forName(encoding).name() + "\"";
        assertTrue(text.startsWith(named), text);
        assertTrue(text.contains("ÜBERWEISUNG"), text);
    }

    @Test
    void linesToComeStandInTheReportOfTheDay() {
        world.take("b", new Pain001("MSG2").group("G1", "2026-03-06", pay("R9", 700)));
        var today = StatementOrder.of(LocalDate.parse("2026-03-06"), LocalDate.parse("2026-03-06"));
        String text = text(today.as("camt.052.001.08"));
        assertTrue(text.contains("<Sts><Cd>PDNG</Cd></Sts>"), text);
        assertTrue(text.contains(">7.35</Amt>"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"camt.053.001.08", "camt.054.001.08"})
    void messagesWithSchemasAreValid(String message) throws Exception {
        for (Oddity oddity : Oddity.values()) {
            if (oddity != Oddity.NO_NAMESPACE) {
                for (String text : texts(FIRST.as(message).pages(2).with(Set.of(oddity)))) {
                    Schemas.validate(message, text.replace("\ufeff", ""));
                }
            }
        }
    }

    @Test
    void reportsTellEachLevelAndAreValid() throws Exception {
        world.file(new FilePlay(
                Optional.of(new Reject(Level.PAYMENT, "AC04", 2)),
                Booked.ONE,
                false,
                false,
                List.of(FilePlay.NameCheck.NO_MATCH),
                List.of(),
                Optional.empty()));
        TakenFile taken = world.take(
                "b",
                new Pain001("MSG2")
                        .group("G1", "2026-03-06", pay("R7", 700), pay("R8", 800))
                        .group("G2", "2026-03-07", pay("R9", 900)));
        String status = report(taken, ReportOrder.STATUS);
        assertTrue(status.contains("<OrgnlNbOfTxs>3</OrgnlNbOfTxs><OrgnlCtrlSum>24.00</OrgnlCtrlSum>"
                + "<GrpSts>PART</GrpSts>"), status);
        assertTrue(status.contains("<OrgnlEndToEndId>R8</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
                + "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>"), status);
        assertTrue(status.contains("<PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Cd>DT01</Cd>"), status);
        String names = report(taken, ReportOrder.NAME_CHECK);
        assertTrue(names.contains("<GrpSts>RVCM</GrpSts>"), names);
        assertTrue(names.contains("<OrgnlEndToEndId>R7</OrgnlEndToEndId><TxSts>RVNM</TxSts>"), names);
        String wrong = report(taken, new ReportOrder(
                "pain.002.001.10", false, Set.of(ReportOrder.Mistake.WRONG_COUNT, ReportOrder.Mistake.WRONG_SUM)));
        assertTrue(wrong.contains("<OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>24.01</OrgnlCtrlSum>"), wrong);
        TakenFile again = world.take("c", new Pain001("MSG2").group("G1", "2026-03-06", pay("R7", 700)));
        String duplicate = report(again, ReportOrder.STATUS);
        assertTrue(duplicate.contains("<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>DU01</Cd>"), duplicate);
        for (String report : List.of(status, names, wrong, duplicate)) {
            Schemas.validate("pain.002.001.10", report);
        }
    }

    private String report(TakenFile of, ReportOrder order) {
        var done = assertInstanceOf(Outcome.Done.class, world.reports.report(BankWorld.OWN, of.id(), order));
        return new String(assertInstanceOf(BankFile.class, done.value()).bytes(), StandardCharsets.UTF_8);
    }
}
