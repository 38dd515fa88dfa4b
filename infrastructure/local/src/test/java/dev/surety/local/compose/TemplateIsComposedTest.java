package dev.surety.local.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds template.yaml to the parts it is made of; with {@code -Dsurety.compose=true} it is made of them again. */
class TemplateIsComposedTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();

    @Test
    void theTemplateIsWhatItsPartsSay() throws IOException {
        Path template = ROOT.resolve("template.yaml");
        String composed = Composer.compose(ROOT);
        if (Boolean.getBoolean("surety.compose")) {
            Files.writeString(template, composed);
        }
        assertEquals(composed, Files.readString(template), "compose it again; its first lines say how");
    }
}
