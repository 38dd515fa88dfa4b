package dev.surety.sanctions.index;

import java.io.Serial;

/** A file that is no whole index of ours. None of it is used. */
public final class BadIndex extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public BadIndex(String rule) {
        super(rule);
    }
}
