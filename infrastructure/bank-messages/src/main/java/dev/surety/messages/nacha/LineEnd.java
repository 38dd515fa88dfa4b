package dev.surety.messages.nacha;

/** How the rail's bank expects the end of each record; the record has 94 characters before it. */
public enum LineEnd {
    LF("\n"),
    CRLF("\r\n");

    final String text;

    LineEnd(String text) {
        this.text = text;
    }
}
