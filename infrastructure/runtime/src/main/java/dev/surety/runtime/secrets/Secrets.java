package dev.surety.runtime.secrets;

import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.settings.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets by name, from one JSON document: {@code {"seed": text, "previousSeed": text?}}, from which each is derived
 * by its name, and {@code {name: {"current": base64, "previous": base64?}}} for those that are given. It lies in AWS
 * Secrets Manager when deployed, locally in a file of the owner's eyes only. Read when first needed, never during start-up, so
 * that no snapshot holds one, and read again after five minutes.
 *
 * <p>Whoever reads these can forge cursors and recompute request fingerprints, and, where no key service is
 * configured, open the vault. They cannot move money: no secret here signs a command.
 */
public final class Secrets {
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** {@code seeds} are texts from which every secret that is not named can be derived, current one first. */
    private record Read(Map<String, Secret> secrets, List<String> seeds, Instant at) {}

    private final Supplier<String> document;
    private final InstantSource clock;
    private volatile Read last = new Read(Map.of(), List.of(), Instant.MIN);

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
            read = read(document.get(), clock.instant());
            last = read;
        }
        Secret secret = read.secrets().get(name);
        return secret == null ? derived(name, read.seeds()) : secret;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Secret derived(String name, List<String> seeds) {
        if (seeds.isEmpty()) {
            throw new IllegalStateException("There is no secret named " + name + ".");
        }
        Map<String, byte[]> versions = new HashMap<>();
        String current = "";
        for (String seed : seeds) {
            byte[] bytes = Digests.hmac(seed.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8));
            String id = SecretVersion.of(bytes);
            versions.put(id, bytes);
            current = current.isEmpty() ? id : current;
        }
        return new Secret(current, versions);
    }

    private static Read read(String text, Instant at) {
        ObjectNode document = Json.object(text);
        List<String> seeds = Stream.of("seed", "previousSeed")
                .map(name -> document.path(name).asString(""))
                .filter(seed -> !seed.isEmpty())
                .toList();
        return new Read(named(document), seeds, at);
    }

    private static Map<String, Secret> named(ObjectNode document) {
        Map<String, Secret> secrets = new HashMap<>();
        for (Map.Entry<String, JsonNode> named : document.properties()) {
            if (!named.getValue().isObject()) {
                continue;
            }
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
