package dev.surety.simulator.bank.files;

import dev.surety.simulator.bank.files.StatusReport.Group;
import dev.surety.simulator.bank.files.StatusReport.Payment;
import dev.surety.simulator.bank.files.StatusReport.Total;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes pain.002 in versions 03 and 10. The elements that the bank uses are the same in both. */
public final class WriteStatusReport {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

    private WriteStatusReport() {}

    public static boolean isKnown(String message) {
        return message.equals("pain.002.001.03") || message.equals("pain.002.001.10");
    }

    public static byte[] write(StatusReport report, String message) {
        var xml = new Xml(StandardCharsets.UTF_8, false, NAMESPACE + message);
        xml.open("CstmrPmtStsRpt", "GrpHdr")
                .leaf("MsgId", report.id())
                .leaf("CreDtTm", report.createdAt().toString())
                .close(1);
        xml.open("OrgnlGrpInfAndSts")
                .leaf("OrgnlMsgId", report.messageId())
                .leaf("OrgnlMsgNmId", report.messageName());
        report.total().ifPresent(total -> total(xml, total));
        xml.leaf("GrpSts", report.status());
        reason(xml, report.code(), report.words());
        xml.close(1);
        report.groups().forEach(group -> group(xml, group));
        return xml.close(1).end();
    }

    private static void group(Xml xml, Group group) {
        xml.open("OrgnlPmtInfAndSts").leaf("OrgnlPmtInfId", group.id());
        total(xml, group.total());
        xml.leaf("PmtInfSts", group.status());
        reason(xml, group.code(), "");
        for (Payment payment : group.payments()) {
            xml.open("TxInfAndSts").leaf("OrgnlEndToEndId", payment.reference()).leaf("TxSts", payment.status());
            reason(xml, payment.code(), "");
            xml.close(1);
        }
        xml.close(1);
    }

    private static void total(Xml xml, Total total) {
        xml.leaf("OrgnlNbOfTxs", Integer.toString(total.payments()))
                .leaf("OrgnlCtrlSum", Xml.decimal(total.sum().amountMinor(), total.sum().currency()));
    }

    private static void reason(Xml xml, Optional<String> code, String words) {
        code.ifPresent(reason -> {
            xml.open("StsRsnInf").nested(reason, "Rsn", "Cd");
            if (!words.isEmpty()) {
                xml.leaf("AddtlInf", words);
            }
            xml.close(1);
        });
    }
}
