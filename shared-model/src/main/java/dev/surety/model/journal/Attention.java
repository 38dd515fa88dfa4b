package dev.surety.model.journal;

import dev.surety.model.Invariants;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens or closes an item of a work queue, such as {@code opens late_money}, for the chain of the entry that carries
 * it. A chain has at most one item of a kind; the latest entry decides.
 */
public record Attention(Change change, String kind) {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z_]{1,39}");

    public enum Change {
        OPENS("opens"),
        CLOSES("closes");

        private final String word;

        Change(String word) {
            this.word = word;
        }
    }

    public Attention {
        Invariants.hold(KIND.matcher(kind).matches(), "a kind of attention is a short plain word");
    }

    public static Attention opens(String kind) {
        return new Attention(Change.OPENS, kind);
    }

    public static Attention closes(String kind) {
        return new Attention(Change.CLOSES, kind);
    }

    /** Parses an entry's text; empty if it has another form. */
    public static Optional<Attention> parse(String text) {
        for (Change change : Change.values()) {
            String start = change.word + " ";
            if (text.startsWith(start) && KIND.matcher(text.substring(start.length())).matches()) {
                return Optional.of(new Attention(change, text.substring(start.length())));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return change.word + " " + kind;
    }
}
