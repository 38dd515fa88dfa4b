package dev.surety.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The secrets a deployed function gets from Secrets Manager and the key service: here a file, made once. */
final class Secrets {
    private static final int KEY_BYTES = 32;
    private static final List<String> USES = List.of(
            "fingerprint", "cursor", "notice", "vault", "index", "exports", "link", "stripe", "stripenotices");

    private Secrets() {}

    static Path file(Path folder) {
        Path file = folder.resolve("secrets.json").toAbsolutePath();
        Optional<String> stored = PrivateFile.find(file);
        ObjectNode secrets = (ObjectNode) JsonMapper.shared().readTree(stored.orElse("{}"));
        SecureRandom random = new SecureRandom();
        for (String use : USES) {
            // A folder of an earlier release lacks newer secrets; its own stay.
            if (!secrets.has(use)) {
                byte[] key = new byte[KEY_BYTES];
                random.nextBytes(key);
                secrets.putObject(use).put("current", Base64.getEncoder().encodeToString(key));
            }
        }
        if (!stored.equals(Optional.of(secrets.toString()))) {
            PrivateFile.write(file, secrets.toString());
        }
        return file;
    }
}
