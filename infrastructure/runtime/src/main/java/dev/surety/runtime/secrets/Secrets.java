package dev.surety.runtime.secrets;

import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.settings.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Secrets by name, from one JSON document {@code {name: {"current": base64, "previous": base64?}}}: AWS Secrets
 * Manager when deployed, a file of the owner's eyes only locally. Read when first needed, never during start-up, so
 * that no snapshot holds one, and read again after five minutes.
 *
 * <p>Whoever reads these can forge cursors and gateways' notices, recompute request fingerprints, and, where no key
 * service is configured, open the vault. They cannot move money: no secret here signs a command, and a notice is no
 * more than a hint.
 */
public final class Secrets {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private record Read(Map<String, Secret> secrets, Instant at) {}

    private final Supplier<String> document;
    private final InstantSource clock;
    private volatile Read last = new Read(Map.of(), Instant.MIN);

    public Secrets(Supplier<String> document, InstantSource clock) {
        this.document = document;
        this.clock = clock;
    }

    /** The source named by the deployment: {@code SECRETS_FILE} if set, else {@code SECRETS_ID}. */
    public static Secrets ofEnvironment(InstantSource clock) {
        var file = Environment.find("SECRETS_FILE");
        if (file.isPresent()) {
            Path path = Path.of(file.get());
            return new Secrets(() -> read(path), clock);
        }
        String id = Environment.get("SECRETS_ID");
        var manager = AwsJson.ofEnvironment("secretsmanager", "secretsmanager", "SECRETS_ENDPOINT");
        return new Secrets(
                () -> manager.call("GetSecretValue", Json.object().put("SecretId", id))
                        .get("SecretString")
                        .stringValue(),
                clock);
    }

    public Secret get(String name) {
        Read read = last;
        if (read.at().plus(FRESH).isBefore(clock.instant())) {
            read = new Read(parse(document.get()), clock.instant());
            last = read;
        }
        Secret secret = read.secrets().get(name);
        if (secret == null) {
            throw new IllegalStateException("There is no secret named " + name + ".");
        }
        return secret;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Secret> parse(String text) {
        Map<String, Secret> secrets = new HashMap<>();
        for (Map.Entry<String, JsonNode> named : Json.object(text).properties()) {
            Map<String, byte[]> versions = new HashMap<>();
            String current = "";
            for (Map.Entry<String, JsonNode> version : named.getValue().properties()) {
                byte[] bytes = Base64.getDecoder().decode(version.getValue().stringValue());
                String id = SecretVersion.of(bytes);
                versions.put(id, bytes);
                current = version.getKey().equals("current") ? id : current;
            }
            secrets.put(named.getKey(), new Secret(current, versions));
        }
        return secrets;
    }
}
