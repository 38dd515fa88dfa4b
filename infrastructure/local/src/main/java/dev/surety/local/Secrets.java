package dev.surety.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The secrets a deployed function gets from Secrets Manager and the key service: here a file, made once. */
final class Secrets {
    private static final int KEY_BYTES = 32;

    private Secrets() {}

    static Path file(Path folder) {
        Path file = folder.resolve("secrets.json").toAbsolutePath();
        if (!Files.exists(file)) {
            SecureRandom random = new SecureRandom();
            ObjectNode secrets = JsonMapper.shared().createObjectNode();
            for (String use : List.of("fingerprint", "cursor", "vault")) {
                byte[] key = new byte[KEY_BYTES];
                random.nextBytes(key);
                secrets.putObject(use).put("current", Base64.getEncoder().encodeToString(key));
            }
            PrivateFile.write(file, secrets.toString());
        }
        return file;
    }
}
