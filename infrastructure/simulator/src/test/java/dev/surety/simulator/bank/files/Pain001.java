package dev.surety.simulator.bank.files;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A customer's file, written as plain text, with places to spoil. */
public final class Pain001 {
    public static final String IBAN = "DE89370400440532013000";
    public static final String PAYEE = "DE02120300000000202051";

    private final String messageId;
    private final List<String> groups = new ArrayList<>();
    private long count;
    private long sumMinor;

    public Pain001(String messageId) {
        this.messageId = messageId;
    }

    /** One payment of a group. */
    public record Pay(String reference, long minor, String number) {
        String xml() {
            return "<CdtTrfTxInf><PmtId><EndToEndId>" + reference + "</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">"
                    + decimal(minor) + "</InstdAmt></Amt><Cdtr><Nm>Ada Example</Nm></Cdtr><CdtrAcct><Id><IBAN>" + number
                    + "</IBAN></Id></CdtrAcct><RmtInf><Ustrd>payout " + reference + "</Ustrd></RmtInf></CdtTrfTxInf>";
        }
    }

    public static Pay pay(String reference, long minor) {
        return new Pay(reference, minor, PAYEE);
    }

    public Pain001 group(String id, String date, Pay... payments) {
        return group(id, date, List.of(payments));
    }

    public Pain001 group(String id, String date, List<Pay> payments) {
        long minor = payments.stream().mapToLong(Pay::minor).sum();
        var xml = new StringBuilder("<PmtInf><PmtInfId>" + id + "</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>"
                + payments.size() + "</NbOfTxs><CtrlSum>" + decimal(minor)
                + "</CtrlSum><PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>" + date
                + "</Dt></ReqdExctnDt><Dbtr><Nm>Surety Demo</Nm></Dbtr><DbtrAcct><Id><IBAN>" + IBAN
                + "</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>"
                + "<ChrgBr>SLEV</ChrgBr>");
        payments.forEach(payment -> xml.append(payment.xml()));
        groups.add(xml.append("</PmtInf>").toString());
        count += payments.size();
        sumMinor += minor;
        return this;
    }

    public String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn><GrpHdr><MsgId>"
                + messageId + "</MsgId><CreDtTm>2026-03-02T10:00:00Z</CreDtTm><NbOfTxs>" + count + "</NbOfTxs><CtrlSum>"
                + decimal(sumMinor) + "</CtrlSum><InitgPty><Nm>Surety Demo</Nm></InitgPty></GrpHdr>"
                + String.join("", groups) + "</CstmrCdtTrfInitn></Document>";
    }

    public byte[] bytes() {
        return xml().getBytes(StandardCharsets.UTF_8);
    }

    private static String decimal(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
