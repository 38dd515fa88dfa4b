package dev.surety.sanctions.list;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surety.sanctions.synthetic.SyntheticLists;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of lists: the synthetic ones, changed ones, and the real ones, which lie beside the repository. */
public final class Published {
    private static final Path REAL = Path.of(System.getProperty("surety.root"))
            .resolveSibling("shared")
            .resolve("data")
            .resolve("sanctions");

    private Published() {}

    /** A real file; without it the test says so and is skipped. */
    public static byte[] real(String name) throws IOException {
        Path file = REAL.resolve(name);
        assumeTrue(Files.exists(file), "no real list here: " + name);
        return Files.readAllBytes(file);
    }

    /** The real files as they lie here. The names file is a part of the published one. */
    public static OfacFiles realOfac() throws IOException {
        return new OfacFiles(
                stream(real("ofac_sdn.csv")),
                stream(real("ofac_alt.csv")),
                stream(real("ofac_add.csv")),
                stream(real("ofac_sdn_comments.csv")));
    }

    public static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    public static InputStream stream(String text) {
        return stream(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String synthetic(String name) {
        return new String(SyntheticLists.file(name), StandardCharsets.UTF_8);
    }

    /** The synthetic files, one of them replaced. */
    public static OfacFiles ofacWith(String name, String text) {
        return new OfacFiles(
                one("sdn.csv", name, text),
                one("alt.csv", name, text),
                one("add.csv", name, text),
                one("sdn_comments.csv", name, text));
    }

    private static InputStream one(String name, String replaced, String text) {
        return stream(name.equals(replaced) ? text : synthetic(name));
    }
}
