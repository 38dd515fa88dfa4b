package dev.surety.messages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that banks and other people published. They lie beside the repository; without them their tests say so. */
public final class RealFiles {
    private static final Path SHARED =
            Path.of(System.getProperty("surety.root")).resolveSibling("shared").resolve("data");

    private RealFiles() {}

    public static byte[] bank(String name) throws IOException {
        return Files.readAllBytes(present(SHARED.resolve("bank").resolve(name)));
    }

    public static Path schema(String name) {
        return present(SHARED.resolve("iso20022").resolve(name));
    }

    private static Path present(Path file) {
        assumeTrue(Files.exists(file), "no real files here: " + file.getFileName());
        return file;
    }
}
