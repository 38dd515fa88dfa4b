package dev.surety.onboarding.app.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a file, one at a time. Strangers may have written it: a line that is too long or is not UTF-8 is told,
 * and the next one is read. It costs the memory of one line.
 */
final class FileLines {
    static final int LONGEST = 64 << 10;

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream bytes;
    private final byte[] buffer = new byte[64 << 10];
    private final byte[] line = new byte[LONGEST];
    private int filled;
    private int at;
    private long offset;
    private int number;

    FileLines(InputStream bytes) {
        this.bytes = bytes;
    }

    /**
     * @param end the place of the byte after the line
     * @param fault why its text cannot be used; empty if it can
     */
    record Line(int number, long end, String text, Optional<String> fault) {
        boolean isBlank() {
            return fault.isEmpty() && text.isBlank();
        }
    }

    /** Goes on behind a line that was read before. */
    void skipTo(long end, int last) throws IOException {
        while (offset < end && read() >= 0) {
            offset++;
        }
        number = last;
    }

    /** The next line; empty at the end of the file. */
    Optional<Line> next() throws IOException {
        int length = 0;
        boolean isTooLong = false;
        int one = read();
        if (one < 0) {
            return Optional.empty();
        }
        number++;
        while (one >= 0) {
            offset++;
            if (one == '\n') {
                break;
            }
            if (length == LONGEST) {
                isTooLong = true;
            } else {
                line[length++] = (byte) one;
            }
            one = read();
        }
        return Optional.of(isTooLong ? new Line(number, offset, "", Optional.of("line_too_long")) : text(length));
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = Math.max(0, bytes.read(buffer));
            at = 0;
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    private Line text(int length) {
        int from = number == 1 && length >= BOM.length && Arrays.equals(line, 0, BOM.length, BOM, 0, BOM.length)
                ? BOM.length
                : 0;
        int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, from, to - from))
                    .toString();
            return new Line(number, offset, text, Optional.empty());
        } catch (CharacterCodingException e) {
            return new Line(number, offset, "", Optional.of("encoding"));
        }
    }
}
