package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes elements of XML. A text is in the characters that banks take, none of which XML would escape. Any other is a
 * breach, so no text becomes markup.
 */
final class Elements {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used;

    Elements(OutputStream out) {
        this.out = out;
    }

    static byte[] markup(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    void markup(byte[] ascii) throws IOException {
        makeRoom(ascii.length);
        System.arraycopy(ascii, 0, buffer, used, ascii.length);
        used += ascii.length;
    }

    void open(String name) throws IOException {
        markup(markup("<" + name + ">"));
    }

    void close(String name) throws IOException {
        markup(markup("</" + name + ">"));
    }

    void leaf(String name, String text) throws IOException {
        open(name);
        text(text);
        close(name);
    }

    void text(String text) throws IOException {
        makeRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            Invariants.hold(BankText.isTaken(one), "a text in a file for banks has only characters that they take");
            buffer[used + i] = (byte) one;
        }
        used += text.length();
    }

    void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
        out.flush();
    }

    private void makeRoom(int bytes) throws IOException {
        Invariants.hold(bytes <= BUFFER, "a text in a file for banks is short");
        if (bytes > BUFFER - used) {
            out.write(buffer, 0, used);
            used = 0;
        }
    }
}
