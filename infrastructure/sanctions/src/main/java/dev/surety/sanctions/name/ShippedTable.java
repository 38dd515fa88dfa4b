package dev.surety.sanctions.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A table that ships with this module: lines of words, some of them in sections. */
final class ShippedTable {
    static final String LETTERS = "letters.txt";
    static final String WORDS = "words.txt";
    static final String SPELLINGS = "spellings.txt";
    static final String SOUNDS = "sounds.txt";

    private ShippedTable() {}

    record Line(String section, List<String> words) {}

    static List<Line> read(String name) {
        List<Line> lines = new ArrayList<>();
        String section = "";
        for (String line : new String(bytes(name), StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(new Line(section, List.of(line.strip().split(" +"))));
            }
        }
        return lines;
    }

    /** SHA-256 in hex of all tables: an index that was built by others is built anew. */
    static String hashOfAll() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (String name : List.of(LETTERS, WORDS, SPELLINGS, SOUNDS)) {
                sha256.update(bytes(name));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(ShippedTable.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
