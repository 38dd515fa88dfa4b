package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a data folder keeps secret outlives restarts, and releases that need more. */
class SecretsOfAFolderTest {
    private static final Set<String> USES =
            Set.of("cursor", "exports", "fingerprint", "index", "link", "notice", "stripe", "stripenotices", "vault");

    @TempDir
    private Path folder;

    private JsonNode secrets() {
        return JsonMapper.shared().readTree(Secrets.file(folder));
    }

    @Test
    void secretsAreMadeOnceAndStay() throws IOException {
        JsonNode made = secrets();
        assertEquals(USES, new TreeSet<>(made.propertyNames()));
        assertNotEquals(made.get("cursor"), made.get("notice"));
        byte[] bytes = Files.readAllBytes(folder.resolve("secrets.json"));
        assertEquals(made, secrets());
        assertEquals(new String(bytes), Files.readString(folder.resolve("secrets.json")));
    }

    @Test
    void aFolderOfAnEarlierReleaseGetsWhatItLacksAndKeepsWhatItHas() throws IOException {
        String earlier = "{\"fingerprint\":{\"current\":\"YQ==\"},\"vault\":{\"current\":\"Yg==\",\"older\":\"Yw==\"}}";
        Files.writeString(folder.resolve("secrets.json"), earlier);
        JsonNode now = secrets();
        JsonNode then = JsonMapper.shared().readTree(earlier);
        assertEquals(then.get("fingerprint"), now.get("fingerprint"));
        assertEquals(then.get("vault"), now.get("vault"));
        assertEquals(USES, new TreeSet<>(now.propertyNames()));
    }
}
