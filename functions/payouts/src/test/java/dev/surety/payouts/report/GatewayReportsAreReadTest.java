package dev.surety.payouts.report;

import static dev.surety.payouts.report.ReportWorld.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.payouts.domain.report.ReportFile;
import dev.surety.payouts.domain.upload.Problem;
import dev.surety.payouts.domain.upload.UploadState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The money between a gateway and the bank is explained to the cent. */
class GatewayReportsAreReadTest {
    private final ReportWorld world = new ReportWorld();

    private static String charge(String id, String name, String gross, String fee, String net, String settlement) {
        return "%s,charge,x-%s,%s,%s,%s,EUR,%s,2026-11-20,acme%n"
                .formatted(id, payment(name), gross, fee, net, settlement)
                .replace(System.lineSeparator(), "\n");
    }

    private static String row(String id, String type, String reference, String gross, String settlement) {
        return "%s,%s,%s,%s,,,EUR,%s,2026-11-20,acme\n".formatted(id, type, reference, gross, settlement);
    }

    private static final String SETTLED = charge("r1", "anna", "100.00", "1.50", "98.50", "S1")
            + charge("r2", "ben", "50.00", "0.75", "49.25", "S1")
            + row("r3", "refund", payment("ben"), "-20.00", "S1")
            + row("r4", "chargeback", payment("anna"), "-100.00", "S1")
            + row("r5", "reversal", payment("anna"), "100.00", "S1")
            + row("r6", "fee", "", "-5.00", "S1")
            + row("r7", "payout", "", "-122.75", "S1");

    private ReportWorld sold() {
        return world.captured("anna", 100_00)
                .captured("ben", 50_00)
                .refunded("ben", 20_00)
                .chargedBack("anna", 100_00, "chargeback.drawn.v1")
                .chargedBack("anna", 100_00, "chargeback.won.v1");
    }

    @Test
    void aSettlementLeavesTheGatewayAndReachesTheBankToTheCent() {
        sold();
        assertEquals(-130_00, world.balance("gateway:shop_pay"));
        ReportFile file = world.read("monday", SETTLED);
        assertEquals(UploadState.MATCHED, file.state(), file.problems().toString());
        assertEquals(Map.of("explained", 5, "settled", 2), file.lines());
        assertEquals(0, world.balance("gateway:shop_pay"));
        assertEquals(-7_25, world.balance("costs:shop_pay"));
        assertEquals(-122_75, world.balance("settling:shop_pay"));
        assertEquals(List.of("gateway_settlement.settled.v1"), world.settlements());
        world.bankLine("B1", 122_75);
        assertEquals(0, world.balance("settling:shop_pay"));
        assertEquals(-122_75, world.balance("bank:main"));
        assertEquals(
                List.of("gateway_settlement.arrived.v1", "gateway_settlement.settled.v1"), world.settlements());
        assertEquals(Map.of(), world.attention());
        world.check();
    }

    @Test
    void theLineMayComeBeforeTheReport() {
        sold();
        world.bankLine("B1", 122_75);
        world.read("monday", SETTLED);
        assertEquals(
                List.of("gateway_settlement.arrived.v1", "gateway_settlement.settled.v1"), world.settlements());
    }

    @Test
    void oneLineBringsOneSettlement() {
        world.captured("anna", 10_00).captured("ben", 10_00);
        world.read(
                "two",
                charge("r1", "anna", "10.00", "0", "10.00", "S1")
                        + row("p1", "payout", "", "-10.00", "S1")
                        + charge("r2", "ben", "10.00", "0", "10.00", "S2")
                        + row("p2", "payout", "", "-10.00", "S2"));
        world.bankLine("B1", 10_00);
        world.bankLine("B1", 10_00);
        assertEquals(1, world.settlements().stream().filter(of -> of.contains("arrived")).count());
        assertEquals(-10_00, world.balance("settling:shop_pay"));
        world.timers(Duration.ofDays(10));
        assertEquals(Map.of("gateway_settlement settlement_overdue", 1L), world.attention());
        world.timers(Duration.ofDays(10));
        world.bankLine("B2", 10_00);
        assertEquals(Map.of(), world.attention());
        assertEquals(0, world.balance("settling:shop_pay"));
        world.check();
    }

    @Test
    void aSettlementIsOverdueAfterFiveBankDaysAndNotBefore() {
        world.captured("anna", 10_00);
        world.read("late", charge("r1", "anna", "10.00", "0", "10.00", "S1") + row("p1", "payout", "", "-10.00", "S1"));
        // Friday 20 November and five days of TARGET is Friday 27.
        world.timers(Duration.ofDays(4));
        assertEquals(Map.of(), world.attention());
        world.timers(Duration.ofDays(1));
        assertEquals(Map.of("gateway_settlement settlement_overdue", 1L), world.attention());
    }

    @Test
    void theSameReportTwiceIsOnce() {
        sold();
        world.read("monday", SETTLED);
        long costs = world.balance("costs:shop_pay");
        ReportFile again = world.read("again", SETTLED);
        assertEquals(UploadState.MATCHED, again.state());
        assertEquals(Map.of("repeated", 5, "settled", 2), again.lines());
        assertEquals(costs, world.balance("costs:shop_pay"));
        assertEquals(0, world.balance("gateway:shop_pay"));
        assertEquals(1, world.settlements().size());
    }

    @Test
    void aRowOfTwoReportsIsOnceAlsoIfOnlyTheSecondSettlesIt() {
        sold();
        ReportFile daily = world.read(
                "daily",
                charge("r1", "anna", "100.00", "1.50", "98.50", "") + row("x9", "topup", "", "7.00", ""));
        assertEquals(Map.of("explained", 1, "unmatched", 1), daily.lines());
        ReportFile file = world.read("monday", SETTLED);
        assertEquals(Map.of("repeated", 1, "explained", 4, "settled", 2), file.lines());
        assertEquals(-7_00, world.balance("gateway:shop_pay"), "the unknown money is still there");
        assertEquals(7_00, world.balance("suspense"));
    }

    @Test
    void aSettlementWhoseRowsComeInPartsIsPostedByTheReportThatHasItWhole() {
        sold();
        ReportFile part = world.read("part", charge("r1", "anna", "100.00", "1.50", "98.50", "S1"));
        assertEquals(UploadState.MATCHED, part.state());
        assertEquals(List.of(), world.settlements());
        ReportFile file = world.read("monday", SETTLED);
        assertEquals(Map.of("repeated", 1, "explained", 4, "settled", 2), file.lines());
        assertEquals(List.of("gateway_settlement.settled.v1"), world.settlements());
        assertEquals(0, world.balance("gateway:shop_pay"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown payment  | charge     | nemo  | 33.00   | unknown_payment | 33.00
            another amount   | charge     | anna  | 103.00  | amount_differs  | 3.00
            less             | charge     | anna  | 99.00   | amount_differs  | -1.00
            no such refund   | refund     | anna  | -10.00  | not_in_journal  | -10.00
            refund differs   | refund     | ben   | -21.00  | amount_differs  | -1.00
            chargeback       | chargeback | ben   | -50.00  | not_in_journal  | -50.00
            unknown word     | topup      | anna  | 5.00    | unknown_type    | 5.00
            another gateway  | charge     | other | 40.00   | other_gateway   | 40.00
            """)
    void aRowThatNothingExplainsGoesToSuspense(
            String what, String type, String name, String gross, String why, String suspense) {
        sold().captured("other_pay", "other", 40_00).captured("sure", 1_00);
        long before = world.balance("gateway:shop_pay");
        ReportFile file = world.read(
                "odd", charge("r0", "sure", "1.00", "0", "1.00", "") + row("r1", type, payment(name), gross, ""));
        assertEquals(UploadState.MATCHED_WITH_EXCEPTIONS, file.state(), what);
        assertEquals(Map.of("explained", 1L, why, 1L), world.rows());
        long minor = Math.round(Double.parseDouble(suspense) * 100);
        assertEquals(minor, world.balance("suspense"));
        assertEquals(before - minor, world.balance("gateway:shop_pay"));
        assertEquals(Map.of("gateway_line gateway_line_unmatched", 1L), world.attention());
        world.check();
    }

    @Test
    void aCaptureIsReportedOnce() {
        world.captured("anna", 10_00);
        world.read("one", charge("r1", "anna", "10.00", "0", "10.00", ""));
        world.read("two", charge("r2", "anna", "10.00", "0", "10.00", ""));
        assertEquals(Map.of("explained", 1L, "reported_before", 1L), world.rows());
        assertEquals(10_00, world.balance("suspense"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            column_missing      | column settlement                  | id,type,reference,gross,fee,net,currency,date,account
            column_twice        | column gross                       | id,type,reference,gross,fee,net,currency,settlement,date,account,gross
            empty               |                                    | id,type,reference,gross,fee,net,currency,settlement,date,account
            """)
    void aHeaderThatIsNotTheGatewaysIsRefusedByColumn(String what, String where, String header) {
        ReportFile file = world.read("bad", header.getBytes(StandardCharsets.UTF_8));
        refused(file, what, where == null ? "" : where);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            amount        | line 3, column gross      | r2,charge,PAY,1O.00,0,,EUR,,2026-11-20,acme
            amount        | line 3, column gross      | r2,charge,PAY,10.001,0,,EUR,,2026-11-20,acme
            amount        | line 3, column gross      | r2,charge,PAY,"10,00",0,,EUR,,2026-11-20,acme
            missing       | line 3, column gross      | r2,charge,PAY,,0,,EUR,,2026-11-20,acme
            net_differs   | line 3, column net        | r2,charge,PAY,10.00,1.00,9.01,EUR,,2026-11-20,acme
            sign          | line 3, column gross      | r2,charge,PAY,-10.00,0,,EUR,,2026-11-20,acme
            sign          | line 3, column gross      | r2,refund,PAY,10.00,0,,EUR,,2026-11-20,acme
            date          | line 3, column date       | r2,charge,PAY,10.00,0,,EUR,,20.11.2026,acme
            not_a_currency_of_the_marketplace | line 3, column currency | r2,charge,PAY,10.00,0,,USD,,2026-11-20,acme
            other_account | line 3, column account    | r2,charge,PAY,10.00,0,,EUR,,2026-11-20,rival
            format        | line 3, column settlement | r2,charge,PAY,10.00,0,,EUR,Ann Miller,2026-11-20,acme
            fields        | line 3                    | r2,charge,PAY,10.00,0,,EUR,,2026-11-20
            row_twice     | line 3, column id         | r1,charge,PAY,10.00,0,,EUR,,2026-11-20,acme
            missing       | line 3, column settlement | r2,payout,,-10.00,0,,EUR,,2026-11-20,acme
            currency_mismatch | line 3, settlement S1 | r2,fee,,-10,0,,JPY,S1,2026-11-20,acme
            not_csv       | -                         | r2,"cha"rge,PAY,10.00,0,,EUR,,2026-11-20,acme
            """)
    void aRowThatCannotBeReadRefusesTheReportByLineAndColumn(String what, String where, String row) {
        world.captured("anna", 10_00).captured("ben", 10_00);
        ReportFile file = world.read(
                "bad",
                charge("r1", "anna", "10.00", "0", "10.00", "S1") + row.replace("PAY", payment("ben")) + "\n");
        refused(file, what, where == null ? "" : where);
    }

    private void refused(ReportFile file, String what, String where) {
        assertEquals(UploadState.REJECTED, file.state());
        assertEquals(List.of(new Problem(what, where)), file.problems());
        assertTrue(world.entries().stream().noneMatch(entry -> entry.chain().type().startsWith("gateway_line")));
        assertEquals(0, world.balance("suspense"));
        assertEquals(List.of(), world.settlements());
    }

    @Test
    void rowsThatDoNotMakeThePayoutRefuseTheReport() {
        sold();
        ReportFile file = world.read("bad", SETTLED.replace("-122.75", "-122.74"));
        refused(file, "sum_differs", "settlement S1: its rows make 122.75 EUR, paid out is 122.74 EUR");
    }

    @Test
    void aSettlementThatAnEarlierReportToldOtherwiseRefusesTheReport() {
        sold();
        world.read("monday", SETTLED);
        ReportFile other =
                world.read("other", SETTLED.replace("-5.00", "-6.00").replace("-122.75", "-121.75"));
        assertEquals(UploadState.REJECTED, other.state());
        assertEquals(List.of(new Problem("settlement_differs", "settlement S1")), other.problems());
        assertEquals(-7_25, world.balance("costs:shop_pay"));
    }

    @Test
    void aReportOfWhichNoPaymentIsOursIsRefused() {
        refused(
                world.read("foreign", charge("r1", "nemo", "10.00", "0", "10.00", "S1")),
                "other_account",
                "no payment of ours in the first 1 rows that name one");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = ReportWorld.bytes(charge("r1", "anna", "10.00", "0", "10.00", "S1"));
        bytes[bytes.length - 5] = (byte) 0xC3;
        refused(world.read("binary", bytes), "not_utf8", "");
        refused(world.read("long", ReportWorld.bytes("\"" + "x".repeat(100_000))), "not_csv", "");
    }

    @Test
    void aRowThatItsGatewayChangesLaterIsTold() {
        world.captured("anna", 10_00).captured("ben", 5_00);
        world.read("one", charge("r1", "anna", "10.00", "0", "10.00", ""));
        ReportFile file = world.read(
                "two", charge("r2", "ben", "5.00", "0", "5.00", "") + charge("r1", "anna", "9.00", "0", "9.00", ""));
        assertEquals(List.of(new Problem("row_differs", "line 3")), file.problems());
        assertEquals(Map.of("gateway_report gateway_report_differs", 1L), world.attention());
        assertEquals(0, world.balance("suspense"));
    }

    @Test
    void withoutIdsTwoEqualRowsAreTwoAndAnOverlapAddsNone() {
        world.captured("anna", 10_00);
        String two = row("", "topup", "", "7.00", "").repeat(2);
        String sure = charge("", "anna", "10.00", "0", "10.00", "");
        world.read("one", sure + two);
        assertEquals(14_00, world.balance("suspense"));
        world.read("two", two + sure + row("", "topup", "", "7.00", ""));
        assertEquals(21_00, world.balance("suspense"));
    }

    @Test
    void aReportIsReadInPieces() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            world.captured("p" + i, 1_00);
            rows.append(charge("r" + i, "p" + i, "1.00", "0.10", "0.90", "S1"));
        }
        ReportFile file = world.read("many", rows + row("p", "payout", "", "-8.10", "S1"));
        assertEquals(UploadState.MATCHED, file.state());
        assertEquals(10, file.rows());
        assertEquals(-90, world.balance("costs:shop_pay"));
        String events = world.entries().stream()
                .filter(entry -> entry.chain().type().equals("gateway_report"))
                .map(entry -> entry.event().split("\\.")[1])
                .collect(Collectors.joining(" "));
        assertEquals("uploading surveyed read read read read read settled matched", events);
    }
}
