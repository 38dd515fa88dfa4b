package dev.surety.payouts.domain.statement;

import dev.surety.model.id.Id;
import dev.surety.payouts.domain.bank.StatementLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The part of a line's identity that its own words give: account, booking date, direction, amount, and the bank's
 * reference or, without one, the content. The rest is the line's number among equal ones of that date. A file's name
 * and a statement's id have no part in it.
 */
public record LineKey(String text) {
    private static final String PREFIX = "blk";

    public static LineKey of(String account, ToldLine line) {
        List<String> words = new ArrayList<>(List.of(
                account,
                line.bookedOn().toString(),
                line.isDebit() ? "debit" : "credit",
                line.amount().currency().code(),
                Long.toString(line.amount().amountMinor())));
        if (line.reference().isEmpty()) {
            words.add("content");
            words.addAll(content(line));
        } else {
            words.add("reference");
            words.add(line.reference());
        }
        return new LineKey(Id.derive(PREFIX, words.toArray(String[]::new)));
    }

    /** @param occurrence from 1, among the equal lines of the date */
    public String id(int occurrence) {
        return Id.derive(StatementLine.PREFIX, text, Integer.toString(occurrence));
    }

    /** Two releases of one message, or two banks' line breaks, must not make two lines of one. */
    private static List<String> content(ToldLine line) {
        List<String> content = new ArrayList<>(List.of(line.message(), line.group()));
        line.words().forEach(words -> content.add(plain(words)));
        for (ToldLine.Detail detail : line.details()) {
            content.add(Long.toString(detail.amount().amountMinor()));
            detail.references().forEach(content::add);
            detail.words().forEach(words -> content.add(plain(words)));
            content.add(detail.account());
            content.add(detail.code());
        }
        content.removeIf(String::isEmpty);
        return content;
    }

    private static String plain(String words) {
        return words.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    }
}
