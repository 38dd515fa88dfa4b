package dev.surety.sanctions.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a published table, one a line, in UTF-8. Strangers may write the file. It is refused at its first line
 * that is too long, not UTF-8, or wrongly quoted. It costs the memory of one line.
 */
final class Csv {
    private static final int LINE_BYTES = 64 * 1024;
    private static final int LINES = 2_000_000;
    /** Control-Z, which ends text files of old. */
    private static final int END_MARK = 0x1A;

    private final String file;
    private final InputStream bytes;
    private final char delimiter;
    private final byte[] buffer = new byte[64 * 1024];
    private final byte[] line = new byte[LINE_BYTES];
    private int filled;
    private int at;
    private int number;
    private boolean hasEnded;
    private boolean hasEndMark;

    Csv(String file, InputStream bytes, char delimiter) {
        this.file = file;
        this.bytes = bytes;
        this.delimiter = delimiter;
    }

    /** The next row; null at the end. */
    @Nullable List<String> next() throws IOException, BadList {
        while (!hasEnded) {
            String text = line();
            if (hasEndMark) {
                hasEnded = true;
                if (text.isEmpty()) {
                    return null;
                }
            }
            if (!text.isEmpty()) {
                return fields(text);
            }
        }
        return null;
    }

    /** The next row, which has so many columns; null at the end. */
    @Nullable List<String> next(int columns) throws IOException, BadList {
        List<String> row = next();
        if (row != null && row.size() != columns) {
            throw bad("columns", columns + " columns, not " + row.size());
        }
        return row;
    }

    /** Whether the file said that it was over. A file that was cut did not. */
    boolean hasEndMark() {
        return hasEndMark;
    }

    int number() {
        return number;
    }

    BadList bad(String rule, String bound) {
        return new BadList(file, number, rule, bound);
    }

    private String line() throws IOException, BadList {
        if (++number > LINES) {
            throw bad("lines", "at most " + LINES);
        }
        int length = 0;
        while (true) {
            int one = read();
            if (one < 0) {
                hasEnded = true;
                return text(length);
            }
            if (one == '\n') {
                return text(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
            }
            if (one == END_MARK) {
                hasEndMark = true;
                if (read() >= 0) {
                    throw bad("end", "nothing after the end mark");
                }
                return text(length);
            }
            if (length == LINE_BYTES) {
                throw bad("line", "at most " + LINE_BYTES + " bytes");
            }
            line[length++] = (byte) one;
        }
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = bytes.read(buffer);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    private String text(int length) throws BadList {
        int from = number == 1 && length >= 3 && Arrays.equals(line, 0, 3, BOM, 0, 3) ? 3 : 0;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, from, length - from))
                    .toString();
            if (text.indexOf(0) >= 0) {
                throw bad("encoding", "UTF-8 without control characters");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw bad("encoding", "UTF-8");
        }
    }

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private List<String> fields(String text) throws BadList {
        try {
            return CsvLine.fields(text, delimiter);
        } catch (CsvLine.Misquoted e) {
            throw bad("quote", e.expected());
        }
    }
}
