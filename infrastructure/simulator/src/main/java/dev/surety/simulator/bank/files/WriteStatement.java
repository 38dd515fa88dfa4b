package dev.surety.simulator.bank.files;

import dev.surety.model.money.Currency;
import dev.surety.simulator.bank.files.Statement.Batch;
import dev.surety.simulator.bank.files.Statement.Entry;
import dev.surety.simulator.bank.files.Statement.Payment;
import dev.surety.simulator.bank.files.Statement.Reversal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes camt.052, camt.053 and camt.054 in versions 02 and 08. */
public final class WriteStatement {
    private static final Pattern MESSAGE = Pattern.compile("camt\\.05[234]\\.001\\.0[28]");
    private static final String UNKNOWN = "NOTPROVIDED";

    private final Statement statement;
    private final Form form;
    private final Family family;
    private final Xml xml;

    /** @param message such as {@code camt.053.001.08} */
    public record Form(String message, Charset encoding, Set<Oddity> with) {
        public Form {
            with = Set.copyOf(with);
        }

        public static boolean isKnown(String message) {
            return MESSAGE.matcher(message).matches();
        }

        boolean has(Oddity oddity) {
            return with.contains(oddity);
        }

        boolean isOld() {
            return message.endsWith("02");
        }
    }

    private enum Family {
        REPORT("BkToCstmrAcctRpt", "Rpt", "RptPgntn"),
        STATEMENT("BkToCstmrStmt", "Stmt", "StmtPgntn"),
        NOTIFICATION("BkToCstmrDbtCdtNtfctn", "Ntfctn", "NtfctnPgntn");

        final String root;
        final String body;
        final String pagination;

        Family(String root, String body, String pagination) {
            this.root = root;
            this.body = body;
            this.pagination = pagination;
        }

        static Family of(String message) {
            return switch (message.charAt(7)) {
                case '2' -> REPORT;
                case '3' -> STATEMENT;
                default -> NOTIFICATION;
            };
        }
    }

    private WriteStatement(Statement statement, Form form) {
        this.statement = statement;
        this.form = form;
        this.family = Family.of(form.message());
        String namespace = form.has(Oddity.NO_NAMESPACE) ? "" : "urn:iso:std:iso:20022:tech:xsd:" + form.message();
        this.xml = new Xml(form.encoding(), form.has(Oddity.BOM), namespace);
    }

    public static byte[] write(Statement statement, Form form) {
        return new WriteStatement(statement, form).document();
    }

    private byte[] document() {
        String created = statement.createdAt().toString();
        xml.open(family.root, "GrpHdr").leaf("MsgId", statement.id() + "-" + statement.page()).leaf("CreDtTm", created);
        paginate("MsgPgntn");
        xml.close(1).open(family.body).leaf("Id", statement.id());
        if (!form.isOld()) {
            paginate(family.pagination);
        }
        statement.number().ifPresent(number -> xml.leaf("ElctrncSeqNb", number.toString()));
        statement.number().filter(_ -> form.isOld()).ifPresent(number -> xml.leaf("LglSeqNb", number.toString()));
        xml.leaf("CreDtTm", created)
                .open("FrToDt")
                .leaf("FrDtTm", statement.from() + "T00:00:00")
                .leaf("ToDtTm", statement.to() + "T23:59:59")
                .close(1);
        xml.open("Acct")
                .nested(statement.iban(), account(statement.iban()))
                .leaf("Ccy", statement.currency().code())
                .close(1);
        if (family != Family.NOTIFICATION) {
            balance(statement.page() == 1 ? "OPBD" : "ITBD", statement.openingMinor(), statement.from());
            balance(statement.page() == statement.pages() ? "CLBD" : "ITBD", statement.closingMinor(), statement.to());
        }
        statement.entries().forEach(this::entry);
        return xml.close(2).end();
    }

    private static String[] account(String number) {
        return Rules.isIban(number) ? new String[] {"Id", "IBAN"} : new String[] {"Id", "Othr", "Id"};
    }

    private void paginate(String name) {
        if (statement.pages() > 1) {
            xml.open(name)
                    .leaf("PgNb", Integer.toString(statement.page()))
                    .leaf("LastPgInd", Boolean.toString(statement.page() == statement.pages()))
                    .close(1);
        }
    }

    private void balance(String type, long minor, LocalDate on) {
        xml.open("Bal")
                .nested(type, "Tp", "CdOrPrtry", "Cd")
                .amount("Amt", minor, statement.currency())
                .leaf("CdtDbtInd", sign(minor >= 0))
                .nested(on.toString(), "Dt", "Dt")
                .close(1);
    }

    private void entry(Entry entry) {
        Currency currency = statement.currency();
        boolean same = form.has(Oddity.SAME_ENTRY_REFERENCE);
        boolean isNamed = !same && !form.has(Oddity.NO_REFERENCES);
        xml.open("Ntry");
        if (same || isNamed) {
            xml.leaf("NtryRef", same ? "ENTRY" : entry.reference());
        }
        boolean in = entry.minor() >= 0 != (entry.reversal() == Reversal.SIGN_OF_THE_REVERSED);
        xml.amount("Amt", entry.minor(), currency).leaf("CdtDbtInd", sign(in));
        if (entry.reversal() != Reversal.NONE) {
            xml.leaf("RvslInd", "true");
        }
        String status = entry.isBooked() ? "BOOK" : "PDNG";
        if (form.isOld()) {
            xml.leaf("Sts", status);
        } else {
            xml.nested(status, "Sts", "Cd");
        }
        day("BookgDt", entry.date());
        day("ValDt", entry.date());
        if (isNamed) {
            xml.leaf("AcctSvcrRef", entry.reference());
        }
        code(entry);
        if (entry.chargeMinor() > 0) {
            charge(entry.chargeMinor());
        }
        details(entry, in);
        xml.leaf("AddtlNtryInf", entry.text()).close(1);
    }

    private void day(String name, LocalDate date) {
        if (form.has(Oddity.DATE_TIMES)) {
            xml.nested(date + "T00:30:00+01:00", name, "DtTm");
        } else {
            xml.nested(date.toString(), name, "Dt");
        }
    }

    private void code(Entry entry) {
        boolean isFee = entry.payments().isEmpty() && entry.chargeMinor() > 0 && entry.batch().isEmpty();
        boolean isOurs = entry.minor() < 0 || !entry.code().isEmpty();
        String sub = isFee ? "CHRG" : entry.code().isEmpty() ? "ESCT" : "RRTN";
        xml.open("BkTxCd", "Domn")
                .leaf("Cd", "PMNT")
                .open("Fmly")
                .leaf("Cd", isOurs ? "ICDT" : "RCDT")
                .leaf("SubFmlyCd", sub)
                .close(3);
    }

    private void charge(long minor) {
        Currency currency = statement.currency();
        xml.open("Chrgs");
        if (form.isOld()) {
            xml.amount("Amt", minor, currency).leaf("CdtDbtInd", "DBIT");
        } else {
            xml.amount("TtlChrgsAndTaxAmt", minor, currency)
                    .open("Rcrd")
                    .amount("Amt", minor, currency)
                    .leaf("CdtDbtInd", "DBIT")
                    .leaf("ChrgInclInd", "true")
                    .close(1);
        }
        xml.close(1);
    }

    private void details(Entry entry, boolean in) {
        boolean isBare = form.has(Oddity.NO_REFERENCES) || form.has(Oddity.TEXT_ONLY);
        boolean isBatch = entry.batch().filter(batch -> batch.payments() > 1).isPresent() && !isBare;
        boolean isShort = form.has(Oddity.NO_BATCH_IDS) || form.has(Oddity.NO_DETAILS);
        List<Payment> payments = isBatch && isShort ? List.of() : entry.payments();
        if (!isBatch && payments.isEmpty()) {
            return;
        }
        xml.open("NtryDtls");
        if (isBatch) {
            batch(entry.batch().orElseThrow());
        }
        payments.forEach(payment -> payment(entry, payment, in));
        xml.close(1);
    }

    private void batch(Batch batch) {
        xml.open("Btch");
        if (!form.has(Oddity.NO_BATCH_IDS)) {
            ids(batch);
        }
        xml.leaf("NbOfTxs", Integer.toString(batch.payments())).close(1);
    }

    /** A debit of a whole NACHA file names no batch. */
    private void ids(Batch batch) {
        xml.leaf("MsgId", batch.messageId());
        if (!batch.groupId().isEmpty()) {
            xml.leaf("PmtInfId", batch.groupId());
        }
    }

    private void payment(Entry entry, Payment payment, boolean in) {
        boolean isNamed = !form.has(Oddity.NO_REFERENCES) && !form.has(Oddity.TEXT_ONLY);
        xml.open("TxDtls", "Refs");
        if (isNamed) {
            entry.batch().ifPresent(this::ids);
        }
        xml.leaf("EndToEndId", isNamed && !payment.reference().isEmpty() ? payment.reference() : UNKNOWN);
        if (isNamed && !payment.trace().isEmpty()) {
            xml.leaf("ClrSysRef", payment.trace());
        }
        xml.close(1);
        if (form.isOld()) {
            xml.open("AmtDtls", "TxAmt").amount("Amt", payment.minor(), statement.currency()).close(2);
        } else {
            xml.amount("Amt", payment.minor(), statement.currency()).leaf("CdtDbtInd", sign(in));
        }
        if (!payment.number().isEmpty()) {
            xml.open("RltdPties").nested(payment.number(), "CdtrAcct", "Id", "IBAN").close(1);
        }
        String words = form.has(Oddity.TEXT_ONLY) ? "ref " + payment.reference() : payment.words();
        if (!words.isEmpty() && !form.has(Oddity.NO_REFERENCES)) {
            xml.nested(words, "RmtInf", "Ustrd");
        }
        if (!entry.code().isEmpty()) {
            xml.nested(entry.code(), "RtrInf", "Rsn", "Cd");
        }
        xml.close(1);
    }

    private static String sign(boolean in) {
        return in ? "CRDT" : "DBIT";
    }
}
