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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Secrets by use, each with its versions. Deployed, they come from AWS Secrets Manager. Locally they come from a file
 * that only its owner can read ({@code {use: {"current": base64, "previous": base64?}}}). We read them when first
 * needed, never during start-up, so that no snapshot holds one, and again after five minutes.
 *
 * <p>An attacker who reads these can forge cursors and gateways' notices, and recompute request fingerprints. Where no
 * key service is configured, that attacker can open the vault. With {@code link} it can open onboarding links that
 * wait, and act as a participant in a session that goes on. None of it moves money by itself, and a notice is no more
 * than a hint.
 */
public final class Secrets {
    /** The version that is made with. */
    static final String CURRENT = "current";

    private static final Duration FRESH = Duration.ofMinutes(5);

    private record Read(Secret secret, Instant at) {}

    private final Function<String, Map<String, String>> source;
    private final InstantSource clock;
    private final Map<String, Read> reads = new ConcurrentHashMap<>();

    /** Of one document that holds them all. */
    public Secrets(Supplier<String> document, InstantSource clock) {
        this(use -> inDocument(document.get(), use), clock);
    }

    private Secrets(Function<String, Map<String, String>> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The source named by the deployment: the file {@code SECRETS_FILE} if set, else those in {@code SECRETS}. */
    public static Secrets ofEnvironment(InstantSource clock) {
        var file = Environment.find("SECRETS_FILE");
        if (file.isPresent()) {
            Path path = Path.of(file.get());
            return new Secrets(() -> read(path), clock);
        }
        return managed(
                Environment.find("SECRETS").orElse(""),
                AwsJson.ofEnvironment("secretsmanager", "secretsmanager", "SECRETS_ENDPOINT"),
                clock);
    }

    static Secrets managed(String rows, AwsJson manager, InstantSource clock) {
        return new Secrets(new ManagedSecrets(rows, manager)::versions, clock);
    }

    public Secret get(String use) {
        Read read = reads.get(use);
        if (read == null || read.at().plus(FRESH).isBefore(clock.instant())) {
            read = new Read(secret(use, source.apply(use)), clock.instant());
            reads.put(use, read);
        }
        return read.secret();
    }

    private static Secret secret(String use, Map<String, String> read) {
        if (!read.containsKey(CURRENT)) {
            throw new IllegalStateException("There is no secret named " + use + ".");
        }
        Map<String, byte[]> versions = new HashMap<>();
        String current = "";
        for (Map.Entry<String, String> version : read.entrySet()) {
            byte[] bytes = Base64.getDecoder().decode(version.getValue());
            String id = SecretVersion.of(bytes);
            versions.put(id, bytes);
            current = version.getKey().equals(CURRENT) ? id : current;
        }
        return new Secret(current, versions);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> inDocument(String text, String use) {
        Map<String, String> versions = new HashMap<>();
        for (Map.Entry<String, JsonNode> version : Json.object(text).path(use).properties()) {
            versions.put(version.getKey(), version.getValue().stringValue());
        }
        return versions;
    }
}
