package dev.surety.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of a plan: lines of text, each a word, a blank and the rest. The word says what the rest is.
 *
 * <p>{@code header}: the header's JSON. {@code page}: the hash of the rows up to the next page. {@code row}: a row's
 * JSON. {@code words}: the payee as the bank will see it, for the row above; the row names it by commitment. {@code
 * hash}: the plan's hash, on the last line. {@code more}: the cursor of the next part, on the last line of a part.
 */
public final class PlanFile {
    public static final String HEADER = "header";
    public static final String PAGE = "page";
    public static final String ROW = "row";
    public static final String WORDS = "words";
    public static final String HASH = "hash";
    public static final String MORE = "more";

    private PlanFile() {}

    public static String line(String word, String rest) {
        return word + " " + rest;
    }

    /** The cursor to ask for the next part with, if this is not the last. */
    public static Optional<String> more(List<String> lines) {
        return lines.isEmpty() ? Optional.empty() : rest(lines.getLast(), MORE);
    }

    /**
     * A file that was hashed again.
     *
     * @param stated the hash that the file says
     * @param computed the hash of its header and rows
     * @param wrongPages how many pages have rows of another hash than the page says
     */
    public record Checked(String stated, String computed, int wrongPages, int rows) {
        public boolean holds() {
            return wrongPages == 0 && computed.equals(stated);
        }
    }

    /** @param lines of all parts, one after another; lines that begin with {@code more} may be among them */
    public static Checked check(List<String> lines) {
        String header = "";
        String stated = "";
        int rows = 0;
        int wrong = 0;
        List<String> pages = new ArrayList<>();
        List<String> page = new ArrayList<>();
        Optional<String> says = Optional.empty();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            String rest = line.substring(blank + 1);
            switch (blank < 0 ? "" : line.substring(0, blank)) {
                case HEADER -> header = rest;
                case PAGE -> {
                    wrong += closed(says, page, pages);
                    page.clear();
                    says = Optional.of(rest);
                }
                case ROW -> {
                    page.add(rest);
                    rows++;
                }
                case HASH -> stated = rest;
                default -> {
                    // Words are under no hash, and a part's end is no part of the plan.
                }
            }
        }
        wrong += closed(says, page, pages);
        return new Checked(stated, PlanHash.plan(header, pages), wrong, rows);
    }

    private static int closed(Optional<String> says, List<String> rows, List<String> pages) {
        if (says.isEmpty()) {
            return rows.isEmpty() ? 0 : 1;
        }
        String hash = PlanHash.page(rows);
        pages.add(hash);
        return hash.equals(says.get()) ? 0 : 1;
    }

    private static Optional<String> rest(String line, String word) {
        return line.startsWith(word + " ") ? Optional.of(line.substring(word.length() + 1)) : Optional.empty();
    }
}
