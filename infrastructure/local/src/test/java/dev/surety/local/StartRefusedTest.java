package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot start says why in one sentence, and blames the setting that is wrong. */
class StartRefusedTest {
    @TempDir
    private Path folder;

    private String refused(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("DATA_DIR", folder.toString());
        var said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream errors = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            assertEquals(2, Main.run(List.of("--memory", "--bare", "--exit"), environment, before, errors));
        } finally {
            // Starting sends the log to a file.
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "no.such.host.invalid | The host no.such.host.invalid is unknown; set HOST to an address of this machine.",
        "999.1.1.1 | The host 999.1.1.1 is unknown; set HOST to an address of this machine.",
        "192.0.2.1 | The host 192.0.2.1 is not this machine; set HOST to an address of this machine.",
    })
    void aHostThatCannotBeIsTheHostsFault(String host, String sentence) {
        assertEquals(sentence, refused(Map.of("HOST", host, "PORT", "0")));
    }

    @Test
    void aPortThatIsTakenIsThePortsFault() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertEquals(
                    "The port " + port + " is taken; set PORT to a free one.",
                    refused(Map.of("HOST", "127.0.0.1", "PORT", port)));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "65536", "http", "80 80"})
    void aPortThatIsNoneIsSaidToBe(String port) {
        assertEquals("PORT must be a number from 0 to 65535.", refused(Map.of("PORT", port)));
    }
}
