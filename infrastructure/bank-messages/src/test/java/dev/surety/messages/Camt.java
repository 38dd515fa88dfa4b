package dev.surety.messages;

/** Small files for tests, in the shape that most banks use. */
public final class Camt {
    public static final String IBAN = "DE89370400440532013000";

    private Camt() {}

    /** A statement from 100.00 to 100.00 EUR with these entries. */
    public static String statement(String entries) {
        return document("053", "BkToCstmrStmt", "Stmt", entries);
    }

    public static String document(String family, String message, String statement, String entries) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.%s.001.08"><%s>
                <GrpHdr><MsgId>m</MsgId><CreDtTm>2026-12-31T23:59:59+01:00</CreDtTm></GrpHdr>
                <%s><Id>s</Id><Acct><Id><IBAN>%s</IBAN></Id><Ccy>EUR</Ccy></Acct>
                %s%s</%s></%s></Document>
                """
                .formatted(
                        family,
                        message,
                        statement,
                        IBAN,
                        balance("OPBD") + balance("CLBD"),
                        entries,
                        statement,
                        message);
    }

    private static String balance(String type) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp>"
                + "<Amt Ccy=\"EUR\">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-12-31</Dt></Dt></Bal>\n";
    }

    /** A booked debit of an amount in EUR, with what else it holds. */
    public static String debit(String amount, String more) {
        return "<Ntry><Amt Ccy=\"EUR\">" + amount + "</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
                + "<BookgDt><Dt>2026-12-31</Dt></BookgDt><BkTxCd/>" + more + "</Ntry>\n";
    }

    /** A payment in an entry's details. */
    public static String detail(String endToEndId, String amount) {
        return "<TxDtls><Refs><EndToEndId>" + endToEndId + "</EndToEndId></Refs><Amt Ccy=\"EUR\">" + amount
                + "</Amt></TxDtls>";
    }
}
