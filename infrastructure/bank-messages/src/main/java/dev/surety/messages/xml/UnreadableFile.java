package dev.surety.messages.xml;

import java.io.IOException;
import java.io.Serial;

/** Ends the reading of a file; caught by the reader of its parts, which makes a value of it. */
public final class UnreadableFile extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Unreadable why;

    public UnreadableFile(Unreadable why) {
        super(why.toString());
        this.why = why;
    }

    public Unreadable why() {
        return why;
    }
}
