package dev.surety.sanctions.list;

import java.io.Serial;

/** A list that is not as published. None of it is used: a list read in part would let its other half through. */
public final class BadList extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final String rule;
    private final String bound;

    /**
     * @param file the published file's name
     * @param line from 1; 0 if the file as a whole breaks the rule
     * @param rule such as {@code columns}
     * @param bound what is accepted
     */
    public BadList(String file, int line, String rule, String bound) {
        super(file + ", line " + line + ": " + rule + ", " + bound);
        this.file = file;
        this.line = line;
        this.rule = rule;
        this.bound = bound;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public String rule() {
        return rule;
    }

    public String bound() {
        return bound;
    }
}
