package dev.surety.messages.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a file, seen before the parser sees them. The JDK's parser keeps a whole tag, attribute or comment
 * in memory, so its own limits come too late. We stop a file here, at its first DOCTYPE or long token.
 */
final class GuardedReader extends Reader {
    private enum Within {
        TEXT, OPENING, BANG, TAG, QUOTED, COMMENT, SECTION, INSTRUCTION
    }

    private final InputStream bytes;
    private final Limits limits;
    private final ByteBuffer buffer = ByteBuffer.allocate(16_384).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(16_384).limit(0);
    private final CharsetDecoder decoder;
    private long read;
    private boolean ended;
    private @Nullable UnreadableFile refused;
    private @Nullable IOException failed;

    private Within within = Within.TEXT;
    private char quote;
    /** Characters of the token so far. */
    private int run;
    /** The last two characters, which end comments, sections and instructions. */
    private char last;
    private char lastButOne;
    private int line = 1;
    private int column = 1;

    GuardedReader(InputStream bytes, Limits limits) throws IOException {
        this.bytes = bytes;
        this.limits = limits;
        byte[] head = bytes.readNBytes(Encodings.DECLARED_WITHIN);
        var encoding = Encodings.of(head);
        if (encoding.isEmpty()) {
            throw new UnreadableFile(new Unreadable(
                    1, 1, "encoding", "UTF-8, UTF-16, US-ASCII, ISO-8859-1, ISO-8859-15 or Windows-1252"));
        }
        read = head.length;
        int mark = encoding.get().mark();
        buffer.clear().put(head, mark, head.length - mark).flip();
        decoder = encoding.get()
                .charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The reason for which this reader stopped the parser, if it did. */
    @Nullable UnreadableFile refused() {
        return refused;
    }

    /** The failure of the stream below, if it failed: this is no fault of the file. */
    @Nullable IOException failed() {
        return failed;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        while (!characters.hasRemaining()) {
            if (refused != null) {
                throw refused;
            }
            characters.clear();
            CoderResult result = decoder.decode(buffer, characters, ended);
            characters.flip();
            if (characters.hasRemaining()) {
                watch(characters.array(), characters.limit());
            } else if (result.isError()) {
                throw refuse("encoding", "bytes that are " + decoder.charset());
            } else if (ended) {
                return -1;
            } else {
                fill();
            }
        }
        int some = Math.min(length, characters.remaining());
        characters.get(into, from, some);
        return some;
    }

    private void fill() throws IOException {
        buffer.compact();
        int got;
        try {
            got = bytes.read(buffer.array(), buffer.position(), buffer.remaining());
        } catch (IOException e) {
            failed = e;
            throw e;
        }
        if (got < 0) {
            ended = true;
        } else {
            buffer.position(buffer.position() + got);
            read += got;
        }
        buffer.flip();
        if (read > limits.bytes()) {
            throw refuse("bytes", "at most " + limits.bytes());
        }
    }

    private void watch(char[] of, int to) throws UnreadableFile {
        for (int i = 0; i < to; i++) {
            char c = of[i];
            step(c);
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
            if (++run > limits.text()) {
                throw refuse("text", "at most " + limits.text() + " characters of a text, tag or comment");
            }
            lastButOne = last;
            last = c;
        }
    }

    private void step(char c) throws UnreadableFile {
        switch (within) {
            case TEXT -> {
                if (c == '<') {
                    enter(Within.OPENING);
                }
            }
            case OPENING -> enter(c == '!' ? Within.BANG : c == '?' ? Within.INSTRUCTION : Within.TAG);
            case BANG -> {
                if (c == '-') {
                    enter(Within.COMMENT);
                } else if (c == '[') {
                    enter(Within.SECTION);
                } else {
                    throw refuse("doctype", "a file without DOCTYPE and entities");
                }
            }
            case TAG -> {
                if (c == '>') {
                    enter(Within.TEXT);
                } else if (c == '"' || c == '\'') {
                    quote = c;
                    within = Within.QUOTED;
                }
            }
            case QUOTED -> {
                if (c == quote) {
                    within = Within.TAG;
                }
            }
            // A comment is no shorter than its own opening: <!--> does not end it.
            case COMMENT -> leave(c == '>' && last == '-' && lastButOne == '-' && run >= 4);
            case SECTION -> leave(c == '>' && last == ']' && lastButOne == ']');
            case INSTRUCTION -> leave(c == '>' && last == '?');
        }
    }

    private void leave(boolean isOver) {
        if (isOver) {
            enter(Within.TEXT);
        }
    }

    private void enter(Within next) {
        within = next;
        run = 0;
    }

    private UnreadableFile refuse(String rule, String bound) {
        refused = new UnreadableFile(new Unreadable(line, column, rule, bound));
        return refused;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
