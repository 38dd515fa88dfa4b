package dev.surety.sanctions.synthetic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files of the synthetic lists, by the names under which the publishers have theirs. No name is a real one. */
public final class SyntheticLists {
    private SyntheticLists() {}

    /** @param name {@code sdn.csv, alt.csv, add.csv, sdn_comments.csv} or {@code consolidated.xml} */
    public static byte[] file(String name) {
        try (InputStream bytes = SyntheticLists.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalArgumentException("no synthetic file " + name);
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
