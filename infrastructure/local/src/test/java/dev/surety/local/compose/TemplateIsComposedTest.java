package dev.surety.local.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds template.yaml to the parts it is made of. */
class TemplateIsComposedTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();

    @Test
    void theTemplateIsWhatItsPartsSay() throws IOException {
        assertEquals(
                Composer.compose(ROOT),
                Files.readString(ROOT.resolve("template.yaml")),
                "mvn -q -Pcompose test-compile makes it again");
    }
}
