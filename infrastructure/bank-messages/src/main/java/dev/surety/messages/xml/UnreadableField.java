package dev.surety.messages.xml;

import java.io.Serial;

/** One field cannot be read; its part is refused or the field left out, and the file is read on. */
public final class UnreadableField extends Exception {
    private static final int SHOWN = 40;

    @Serial
    private static final long serialVersionUID = 1;

    private final String field;
    private final String rule;
    private final String shown;

    public UnreadableField(String field, String rule, String text) {
        super(field + " " + rule, null, false, false);
        this.field = field;
        this.rule = rule;
        this.shown = text.substring(0, Math.min(SHOWN, text.length()));
    }

    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }

    public String shown() {
        return shown;
    }
}
