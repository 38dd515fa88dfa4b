package dev.surety.payouts.domain.reason;

import dev.surety.model.Invariants;
import dev.surety.payouts.domain.reason.Reason.Retryable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reason codes of banks that we know. A code that is not here goes to a person. */
public final class Reasons {
    private static final int FIELDS = 8;

    private final Map<String, Reason> byCode;

    private Reasons(Map<String, Reason> byCode) {
        this.byCode = byCode;
    }

    /** Parses the text of {@code reasons.csv}: its first line names the fields, each other line is a reason. */
    public static Reasons parse(String csv) {
        Map<String, Reason> byCode = new TreeMap<>();
        csv.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            List<String> fields = fields(line);
            Invariants.hold(fields.size() == FIELDS, "a reason has eight fields: " + line);
            Reason reason = new Reason(
                    fields.get(0),
                    fields.get(1),
                    fields.get(2),
                    Retryable.valueOf(fields.get(3).toUpperCase(Locale.ROOT)),
                    fields.get(4),
                    fields.get(5),
                    flag(fields.get(6)),
                    flag(fields.get(7)));
            Invariants.hold(byCode.put(reason.code(), reason) == null, "a reason is listed once: " + line);
        });
        return new Reasons(byCode);
    }

    private static boolean flag(String word) {
        Invariants.hold(word.equals("yes") || word.equals("no"), "a flag is yes or no: " + word);
        return word.equals("yes");
    }

    /** Splits at commas outside quotes. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    public Optional<Reason> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    public List<Reason> all() {
        return List.copyOf(byCode.values());
    }
}
