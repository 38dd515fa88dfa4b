package dev.surety.sanctions.list;

import java.util.ArrayList;
import java.util.List;

/** The fields of one line of a table (RFC 4180). No field has a line break, so a broken line breaks no other. */
public final class CsvLine {
    private CsvLine() {}

    /** The line is wrongly quoted; the message says what was expected. */
    public static final class Misquoted extends Exception {
        private final String expected;

        Misquoted(String expected) {
            super(expected);
            this.expected = expected;
        }

        String expected() {
            return expected;
        }
    }

    public static List<String> fields(String text, char delimiter) throws Misquoted {
        List<String> fields = new ArrayList<>(16);
        int from = 0;
        while (true) {
            if (from < text.length() && text.charAt(from) == '"') {
                StringBuilder field = new StringBuilder();
                int to = quoted(text, from + 1, field);
                fields.add(field.toString());
                while (to < text.length() && text.charAt(to) == ' ') {
                    to++;
                }
                if (to == text.length()) {
                    return fields;
                }
                if (text.charAt(to) != delimiter) {
                    throw new Misquoted("a delimiter after a closing quote");
                }
                from = to + 1;
            } else {
                int to = text.indexOf(delimiter, from);
                String field = text.substring(from, to < 0 ? text.length() : to);
                if (field.indexOf('"') >= 0) {
                    throw new Misquoted("quotes around a whole field");
                }
                fields.add(field.strip());
                if (to < 0) {
                    return fields;
                }
                from = to + 1;
            }
        }
    }

    /** Reads to behind the closing quote. */
    private static int quoted(String text, int from, StringBuilder into) throws Misquoted {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                into.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                into.append('"');
                at++;
            } else {
                return at;
            }
        }
        throw new Misquoted("a closing quote on the same line");
    }
}
