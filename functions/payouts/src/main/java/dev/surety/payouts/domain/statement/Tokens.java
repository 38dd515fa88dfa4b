package dev.surety.payouts.domain.statement;

import dev.surety.payouts.domain.payout.BankReference;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that have the form of our reference, with its check character, anywhere in the words of a bank. Banks put words
 * before it, break it over two lines, or write it small. One in 31 texts of the form is not ours, so only the store
 * says which are.
 */
public final class Tokens {
    /** Of one text collection; a text that is made to hold more hides none of the first. */
    static final int MOST = 20;

    private static final Pattern RUN = Pattern.compile("[2-9A-HJKMNP-Z]{" + BankReference.LENGTH + ",}");

    private Tokens() {}

    /** The candidates, the likely ones first. */
    public static Set<String> in(Collection<String> texts) {
        Set<String> found = new LinkedHashSet<>();
        add(found, texts, text -> text.replaceAll("[^A-Z0-9]+", " "));
        add(found, texts, text -> text.replaceAll("[^A-Z0-9]+", ""));
        return found;
    }

    private static void add(Set<String> found, Collection<String> texts, UnaryOperator<String> prepare) {
        for (String text : texts) {
            Matcher runs = RUN.matcher(prepare.apply(text.toUpperCase(Locale.ROOT)));
            while (runs.find()) {
                windows(found, runs.group());
            }
        }
    }

    private static void windows(Set<String> found, String run) {
        for (int at = 0; at + BankReference.LENGTH <= run.length() && found.size() < MOST; at++) {
            String window = run.substring(at, at + BankReference.LENGTH);
            if (BankReference.isValid(window)) {
                found.add(window);
            }
        }
    }
}
