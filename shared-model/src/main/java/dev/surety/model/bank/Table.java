package dev.surety.model.bank;

import dev.surety.model.Invariants;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of this package, published as a file. */
final class Table {
    private Table() {}

    /** Its rows; a row that begins with {@code # } is a comment. */
    static List<String> rows(String file) {
        try (var stream = Table.class.getResourceAsStream(file)) {
            Invariants.hold(stream != null, file + " is part of this module");
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
