package dev.surety.simulator.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of a statement, read from its text by patterns: no code of the writer's has a part in it. */
record ReadStatement(String number, long opening, List<Long> entries, List<Boolean> reversals, long closing) {
    private static final Pattern NUMBER = Pattern.compile("<ElctrncSeqNb>([0-9]+)<");
    private static final Pattern BALANCE = Pattern.compile("<Bal>.*?<Amt Ccy=\"EUR\">([0-9.]+)</Amt>"
            + "<CdtDbtInd>(CRDT|DBIT)</CdtDbtInd>");
    private static final Pattern ENTRY =
            Pattern.compile("<Ntry>(?:<NtryRef>[^<]*</NtryRef>)?<Amt Ccy=\"EUR\">([0-9.]+)</Amt>"
                    + "<CdtDbtInd>(CRDT|DBIT)</CdtDbtInd>(<RvslInd>true</RvslInd>)?");

    static ReadStatement of(String text) {
        Matcher number = NUMBER.matcher(text);
        Matcher balance = BALANCE.matcher(text);
        List<Long> balances = new ArrayList<>();
        while (balance.find()) {
            balances.add(signed(balance));
        }
        Matcher entry = ENTRY.matcher(text);
        List<Long> entries = new ArrayList<>();
        List<Boolean> reversals = new ArrayList<>();
        while (entry.find()) {
            entries.add(signed(entry));
            reversals.add(entry.group(3) != null);
        }
        return new ReadStatement(
                number.find() ? number.group(1) : "", balances.getFirst(), entries, reversals, balances.getLast());
    }

    private static long signed(Matcher found) {
        long minor = new BigDecimal(found.group(1)).movePointRight(2).longValueExact();
        return found.group(2).equals("CRDT") ? minor : -minor;
    }

    long sum() {
        return entries.stream().mapToLong(Long::longValue).sum();
    }

    String shown() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String sign = entries.get(i) < 0 ? "" : "+";
            all.add(sign + entries.get(i) + (reversals.get(i) ? " reversal" : ""));
        }
        return number + ": " + opening + " |" + (all.isEmpty() ? "" : " ") + String.join(", ", all) + " | " + closing;
    }
}
