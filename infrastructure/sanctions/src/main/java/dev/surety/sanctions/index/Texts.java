package dev.surety.sanctions.index;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Many short texts in one array of bytes. */
final class Texts {
    private final byte[] bytes;
    private final int[] from;

    Texts(byte[] bytes, int[] from) {
        this.bytes = bytes;
        this.from = from;
    }

    int size() {
        return from.length - 1;
    }

    String get(int at) {
        return new String(bytes, from[at], from[at + 1] - from[at], StandardCharsets.UTF_8);
    }

    int length(int at) {
        return from[at + 1] - from[at];
    }

    int from(int at) {
        return from[at];
    }

    byte[] bytes() {
        return bytes;
    }

    int[] offsets() {
        return from;
    }

    static final class Builder {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Ints from = new Ints();

        int add(String text) {
            from.add(bytes.size());
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return from.size() - 1;
        }

        Texts build() {
            from.add(bytes.size());
            return new Texts(bytes.toByteArray(), from.toArray());
        }
    }
}
