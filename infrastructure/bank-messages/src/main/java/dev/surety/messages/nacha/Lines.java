package dev.surety.messages.nacha;

import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Note;
import dev.surety.messages.xml.Unreadable;
import dev.surety.messages.xml.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a file. Line ends are LF, CR, CRLF or none; a record may lack its last blanks, or have more of them.
 * A byte is a character, for the standard knows ASCII only.
 */
final class Lines {
    private static final int END = -1;
    private static final int BUFFER = 1 << 14;
    private static final int MOST_BLANKS = 1_000;
    private static final int MOST_NOTES = 20;
    private static final int MARK = 0xEF;
    private static final int MARK_LENGTH = 3;

    private final InputStream bytes;
    private final Limits limits;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private long read;
    private int line;
    private int records;
    /** Whether the file has no line ends: its first record tells. */
    private boolean unbroken;
    private boolean ended;
    private final List<Note> notes = new ArrayList<>();

    Lines(InputStream bytes, Limits limits) throws IOException {
        this.bytes = bytes;
        this.limits = limits;
        if (peek() == MARK) {
            note("file", "begins with a byte-order mark; passed over");
            for (int i = 0; i < MARK_LENGTH; i++) {
                take();
            }
        }
    }

    /** The next record; empty at the end of the file. Lines without a character are passed over. */
    Optional<Line> next() throws IOException {
        int empty = 0;
        while (true) {
            if (ended || peek() == END) {
                return Optional.empty();
            }
            String text = read();
            if (!text.isBlank()) {
                records++;
                return Optional.of(new Line(this, line, text));
            }
            if (++empty > MOST_BLANKS) {
                throw refuse(1, "length", "at most " + MOST_BLANKS + " empty lines together");
            }
        }
    }

    private String read() throws IOException {
        line++;
        if (line > limits.elements()) {
            throw refuse(1, "elements", "at most " + limits.elements());
        }
        var text = new StringBuilder(Nacha.RECORD);
        boolean isAscii = true;
        while (text.length() < Nacha.RECORD && !isEnd(peek())) {
            int one = take();
            if (one < ' ') {
                throw refuse(text.length() + 1, "characters", "no control characters, and this is " + one);
            }
            isAscii &= one <= '~';
            text.append((char) one);
        }
        if (!isAscii) {
            note("record", "has characters beyond ASCII");
        }
        if (text.length() == Nacha.RECORD) {
            rest();
        } else if (!text.toString().isBlank()) {
            note("record", "has " + text.length() + " characters; read as if blanks followed");
            text.repeat(' ', Nacha.RECORD - text.length());
        }
        lineEnd();
        return text.toString();
    }

    /** Behind the 94th character: the end, blanks that some systems add, or the next record. */
    private void rest() throws IOException {
        if (isEnd(peek())) {
            return;
        }
        if (line == 1 && peek() == '5') {
            unbroken = true;
            note("file", "has no line ends");
        }
        if (unbroken) {
            return;
        }
        int blanks = 0;
        while (peek() == ' ' && blanks <= MOST_BLANKS) {
            take();
            blanks++;
        }
        if (!isEnd(peek())) {
            throw refuse(Nacha.RECORD + 1, "length", "records of " + Nacha.RECORD + " characters");
        }
        note("record", "has " + blanks + " blanks behind its end");
    }

    private void lineEnd() throws IOException {
        if (peek() == '\r') {
            take();
        }
        if (peek() == '\n') {
            take();
        } else if (peek() == END) {
            ended = true;
        }
    }

    private static boolean isEnd(int one) {
        return one == END || one == '\n' || one == '\r';
    }

    private int peek() throws IOException {
        if (at == filled) {
            filled = Math.max(0, bytes.read(buffer));
            at = 0;
            read += filled;
            if (read > limits.bytes()) {
                throw refuse(1, "bytes", "at most " + limits.bytes());
            }
        }
        return at == filled ? END : buffer[at] & 0xFF;
    }

    private int take() throws IOException {
        int one = peek();
        at++;
        return one;
    }

    /** How many records have been read. */
    int records() {
        return records;
    }

    void note(String field, String text) {
        note(line, field, text);
    }

    void note(int of, String field, String text) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new Note(Math.max(1, of), field, text, true));
        }
    }

    /** All notes since the last call. */
    List<Note> takeNotes() {
        List<Note> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    UnreadableFile refuse(int column, String rule, String bound) {
        return refuse(line, column, rule, bound);
    }

    UnreadableFile refuse(int of, int column, String rule, String bound) {
        return new UnreadableFile(new Unreadable(Math.max(1, of), column, rule, bound));
    }
}
