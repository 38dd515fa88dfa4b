package dev.surety.messages.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.BankMessage;
import dev.surety.messages.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportShapesTest {
    private static String report(int version, String groups) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.%02d"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>m</MsgId><CreDtTm>2026-12-31T23:59:59Z</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>file</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>3.00</OrgnlCtrlSum><GrpSts>PART</GrpSts>
                </OrgnlGrpInfAndSts>%s</CstmrPmtStsRpt></Document>
                """
                .formatted(version, groups);
    }

    private static String group(String id, String transactions) {
        return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" + id + "</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>" + transactions
                + "</OrgnlPmtInfAndSts>";
    }

    private static String transaction(String id, String status) {
        return "<TxInfAndSts><OrgnlEndToEndId>" + id + "</OrgnlEndToEndId><OrgnlUETR>u</OrgnlUETR><TxSts>" + status
                + "</TxSts><StsRsnInf><Rsn><Prtry>AC04</Prtry></Rsn><AddtlInf>closed</AddtlInf></StsRsnInf>"
                + "</TxInfAndSts>";
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void eachGroupIsToldBeforeItsPaymentsInEveryVersion(int version) throws IOException {
        String groups = group("g1", transaction("a", "RJCT") + transaction("b", "ACSP")) + group("g2", "")
                + group("g3", transaction("c", "RJCT"));
        Reading reading = Reading.of(report(version, groups));
        assertEquals(Optional.of(version), ((BankMessage.StatusReport) reading.message()).version());
        List<String> told = reading.statuses().stream()
                .map(part -> switch (part) {
                    case StatusPart.GroupStatus file -> file.originalMessageId().orElseThrow();
                    case StatusPart.PaymentStatus group -> group.paymentInformationId().orElseThrow();
                    case StatusPart.TransactionStatus payment ->
                        payment.paymentInformationId().orElseThrow() + " " + payment.endToEndId().orElseThrow() + " "
                                + payment.status().orElseThrow();
                    case StatusPart.Broken broken -> broken.toString();
                })
                .toList();
        assertEquals(List.of("file", "g1", "g1 a RJCT", "g1 b ACSP", "g2", "g3", "g3 c RJCT"), told);
        assertEquals(List.of(), reading.notes(true));
        assertEquals(
                List.of(new StatusReason(Optional.of("AC04"), List.of("closed"))),
                reading.all(StatusPart.TransactionStatus.class).getFirst().reasons());
    }

    @Test
    void version02NamesItsElementsOtherwiseAndHasNoGroups() throws IOException {
        Reading reading = Reading.of("""
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.02"><pain.002.001.02>
                <GrpHdr><MsgId>m</MsgId><CreDtTm>2009-12-31T23:59:59</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>file</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.02</OrgnlMsgNmId>
                <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
                <TxInfAndSts><OrgnlPmtInfId>g</OrgnlPmtInfId><OrgnlEndToEndId>a</OrgnlEndToEndId><TxSts>RJCT</TxSts>
                <StsRsnInf><StsRsn><Cd>AC01</Cd></StsRsn><AddtlStsRsnInf>wrong</AddtlStsRsnInf></StsRsnInf>
                </TxInfAndSts></pain.002.001.02></Document>""");
        var payment = reading.all(StatusPart.TransactionStatus.class).getFirst();
        assertEquals(Optional.of("g"), payment.paymentInformationId());
        assertEquals(
                List.of(new StatusReason(Optional.of("AC01"), List.of("wrong"))), payment.reasons());
        assertEquals(2, reading.statuses().size());
    }

    @Test
    void aCountOrSumThatIsNoNumberIsLeftOutAndNoted() throws IOException {
        Reading reading = Reading.of(report(10, "").replace(">2<", ">two<").replace(">3.00<", ">3e9<"));
        var file = reading.all(StatusPart.GroupStatus.class).getFirst();
        assertEquals(Optional.empty(), file.count());
        assertEquals(Optional.empty(), file.sum());
        assertEquals(2, reading.notes(true).size());
    }

    @Test
    void aCutReportIsBroken() throws IOException {
        String xml = report(10, group("g", transaction("a", "RJCT"))).strip();
        for (int length = 0; length < xml.length(); length++) {
            assertTrue(Reading.of(xml.substring(0, length)).unreadable().isPresent(), "cut at " + length);
        }
    }
}
