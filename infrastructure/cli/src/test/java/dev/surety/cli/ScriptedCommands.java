package dev.surety.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a folder and an API of its own. */
abstract class ScriptedCommands {
    @TempDir
    Path folder;

    ScriptedApi api;

    @BeforeEach
    void begin() throws IOException {
        api = new ScriptedApi(folder);
    }

    @AfterEach
    void end() {
        api.close();
    }
}
