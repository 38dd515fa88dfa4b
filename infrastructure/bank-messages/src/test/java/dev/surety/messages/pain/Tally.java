package dev.surety.messages.pain;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a file as it is written and adds its amounts up, line by line, as texts of decimals. */
final class Tally extends OutputStream {
    private static final int LONGEST_LINE = 2_000;

    private final byte[] line = new byte[LONGEST_LINE];
    private final List<String> sums = new ArrayList<>();
    private BigDecimal sum = BigDecimal.ZERO;
    private int amounts;
    private int used;

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                read(new String(line, 0, used, StandardCharsets.US_ASCII));
                used = 0;
            } else {
                line[used++] = bytes[i];
            }
        }
    }

    private void read(String text) {
        if (text.startsWith("<CdtTrfTxInf>")) {
            sum = sum.add(new BigDecimal(between(text, "Ccy=\"EUR\">")));
            amounts++;
        } else if (text.contains("<CtrlSum>")) {
            sums.add(between(text, "<CtrlSum>"));
        }
    }

    private static String between(String text, String before) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf('<', from));
    }

    @Override
    public String toString() {
        return "CtrlSum " + sums + ", amounts " + amounts + " of " + sum;
    }
}
