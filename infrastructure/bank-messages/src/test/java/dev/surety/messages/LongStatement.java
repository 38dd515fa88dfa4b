package dev.surety.messages;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A statement of so many entries in the usual shape, written while it is read, so that it takes no memory. */
public final class LongStatement extends InputStream {
    private final long entries;
    private long written = -1;
    private byte[] piece = new byte[0];
    private int at;

    public LongStatement(long entries) {
        this.entries = entries;
    }

    /** Debits of 0.01 to 19.99 and every tenth a credit; names are escaped, references are unique. */
    private static String entry(long number) {
        boolean isDebit = number % 10 != 9;
        long minor = number % 1999 + 1;
        String amount = minor / 100 + "." + minor / 10 % 10 + minor % 10;
        return """
                <Ntry><NtryRef>%d</NtryRef><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-12-31</Dt></BookgDt><ValDt><Dt>2026-12-31</Dt></ValDt><AcctSvcrRef>B%09d</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>SY7%012d</EndToEndId></Refs><Amt Ccy="EUR">%s</Amt>
                <RltdPties><Cdtr><Pty><Nm>Hansen &amp; Söhne %d</Nm></Pty></Cdtr>
                <CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct></RltdPties>
                <RmtInf><Ustrd>Payout SY7%012d of marketplace</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """
                .formatted(
                        number, amount, isDebit ? "DBIT" : "CRDT", number, number, amount, number % 5000, number);
    }

    /** The amounts of all entries, without signs. */
    public static long sumMinor(long entries) {
        long rounds = entries / 1999;
        long rest = entries % 1999;
        return rounds * (1999L * 2000 / 2) + rest * (rest + 1) / 2;
    }

    private boolean next() {
        String whole = Camt.statement("<!-- entries -->");
        int cut = whole.indexOf("<!-- entries -->");
        if (written > entries) {
            return false;
        }
        String text = written < 0 ? whole.substring(0, cut)
                : written < entries ? entry(written) : whole.substring(cut);
        written++;
        piece = text.getBytes(StandardCharsets.UTF_8);
        at = 0;
        return true;
    }

    @Override
    public int read() {
        while (at == piece.length) {
            if (!next()) {
                return -1;
            }
        }
        return piece[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        while (at == piece.length) {
            if (!next()) {
                return -1;
            }
        }
        int some = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, from, some);
        at += some;
        return some;
    }
}
