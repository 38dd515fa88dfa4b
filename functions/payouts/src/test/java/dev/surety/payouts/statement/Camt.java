package dev.surety.payouts.statement;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes statements as a bank does, amounts in cents. */
final class Camt {
    private final StringBuilder statements = new StringBuilder();

    static final String IBAN = "DE89370400440532013000";

    /** @param effect negative for a debit */
    record Line(
            int day,
            long effect,
            String reference,
            boolean isReversal,
            String group,
            List<Payment> payments,
            String text) {
        static Line of(int day, long effect, String reference) {
            return new Line(day, effect, reference, false, "", List.of(), "");
        }

        Line with(Payment... all) {
            return new Line(day, effect, reference, isReversal, group, List.of(all), text);
        }

        Line saying(String words) {
            return new Line(day, effect, reference, isReversal, group, payments, words);
        }

        /** @param id such as {@code G01}, or {@code 7 of G01} with a count of payments */
        Line ofGroup(String id) {
            return new Line(day, effect, reference, isReversal, id, payments, text);
        }

        Line reversing() {
            return new Line(day, effect, reference, true, group, payments, text);
        }

        private String xml() {
            String[] of = group.split(" of ");
            String counted = of.length == 1 ? "" : "<NbOfTxs>" + of[0] + "</NbOfTxs>";
            String batch = group.isEmpty()
                    ? ""
                    : "<Btch><PmtInfId>" + of[of.length - 1] + "</PmtInfId>" + counted + "</Btch>";
            String details = batch.isEmpty() && payments.isEmpty()
                    ? ""
                    : "<NtryDtls>" + batch
                            + payments.stream().map(Payment::xml).collect(Collectors.joining())
                            + "</NtryDtls>";
            return "<Ntry>" + amount(Math.abs(effect)) + sign(effect)
                    + (isReversal ? "<RvslInd>true</RvslInd>" : "")
                    + "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" + Camt.day(day) + "</Dt></BookgDt>"
                    + (reference.isEmpty() ? "" : "<AcctSvcrRef>" + reference + "</AcctSvcrRef>")
                    + "<BkTxCd/>" + details
                    + (text.isEmpty() ? "" : "<AddtlNtryInf>" + text + "</AddtlNtryInf>") + "</Ntry>";
        }
    }

    /** @param amount 0 if the bank does not tell it */
    record Payment(String endToEndId, long amount, String code, String creditor) {
        static Payment of(String endToEndId, long amount) {
            return new Payment(endToEndId, amount, "", "");
        }

        static Payment back(String endToEndId, long amount, String code) {
            return new Payment(endToEndId, amount, code, "");
        }

        private String xml() {
            return "<TxDtls><Refs><EndToEndId>" + endToEndId + "</EndToEndId></Refs>"
                    + (amount == 0 ? "" : Camt.amount(amount))
                    + (creditor.isEmpty()
                            ? ""
                            : "<RltdPties><CdtrAcct><Id><IBAN>" + creditor + "</IBAN></Id></CdtrAcct></RltdPties>")
                    + (code.isEmpty() ? "" : "<RtrInf><Rsn><Cd>" + code + "</Cd></Rsn></RtrInf>")
                    + "</TxDtls>";
        }
    }

    static String day(int day) {
        return "2026-03-" + (day < 10 ? "0" : "") + day;
    }

    private static String amount(long cents) {
        return "<Amt Ccy=\"EUR\">" + BigDecimal.valueOf(cents, 2).toPlainString() + "</Amt>";
    }

    private static String sign(long effect) {
        return "<CdtDbtInd>" + (effect < 0 ? "DBIT" : "CRDT") + "</CdtDbtInd>";
    }

    private static String balance(String type, long cents, int day) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp>" + amount(Math.abs(cents)) + sign(cents)
                + "<Dt><Dt>" + day(day) + "</Dt></Dt></Bal>";
    }

    /** A statement of one day that adds up. */
    static Camt day(int day, long opening, Line... lines) {
        return new Camt().and(IBAN, day, day, opening, closing(opening, List.of(lines)), List.of(lines));
    }

    static long closing(long opening, List<Line> lines) {
        return opening + lines.stream().mapToLong(Line::effect).sum();
    }

    Camt and(String iban, int from, int to, long opening, long closing, List<Line> lines) {
        List<String> parts = new ArrayList<>();
        parts.add("<Stmt><Id>S" + from + "</Id><FrToDt><FrDtTm>" + day(from) + "T00:00:00</FrDtTm><ToDtTm>" + day(to)
                + "T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>" + iban + "</IBAN></Id><Ccy>EUR</Ccy></Acct>");
        parts.add(balance("OPBD", opening, from) + balance("CLBD", closing, to));
        lines.forEach(line -> parts.add(line.xml()));
        statements.append(String.join("\n", parts)).append("</Stmt>");
        return this;
    }

    byte[] bytes() {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"
                        + "camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId>"
                        + "<CreDtTm>2026-03-31T08:00:00</CreDtTm></GrpHdr>" + statements
                        + "</BkToCstmrStmt></Document>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As a bank writes it that tells no balances. */
    byte[] withoutBalances() {
        return new String(bytes(), StandardCharsets.UTF_8)
                .replaceAll("<Bal>.*?</Bal>", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @param rows {@code reference|status|code} */
    static byte[] report(String message, String... rows) {
        String payments = List.of(rows).stream()
                .map(row -> row.split("\\|", -1))
                .map(row -> "<TxInfAndSts><OrgnlEndToEndId>" + row[0] + "</OrgnlEndToEndId><TxSts>" + row[1]
                        + "</TxSts>"
                        + (row[2].isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + row[2] + "</Cd></Rsn></StsRsnInf>")
                        + "</TxInfAndSts>")
                .collect(Collectors.joining());
        return ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>"
                        + message + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>MSG1</OrgnlMsgId><OrgnlMsgNmId>"
                        + "pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>G01"
                        + "</OrgnlPmtInfId>" + payments + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
