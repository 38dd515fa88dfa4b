package dev.surety.runtime.edge.http;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Sealed;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.tokens.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cursors of lists: a place, sealed for the filters and the caller it was given for, good for 24 hours. A place names
 * keys of ours, so callers cannot read it. Altered, foreign or expired cursors read as nothing.
 */
public final class Cursors {
    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final int LONGEST = 1024;

    /** The purpose of the key. The secret itself is never a key, so that another use of it cannot weaken this one. */
    private static final byte[] PURPOSE = "surety cursor, AES-256-GCM, 1".getBytes(StandardCharsets.UTF_8);

    private final Secrets secrets;
    private final InstantSource clock;

    public Cursors(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    public String of(Caller caller, String filters, String place) {
        ObjectNode content = Json.object()
                .put("p", place)
                .put("x", clock.instant().plus(GOOD_FOR).getEpochSecond());
        byte[] text = Json.text(content).getBytes(StandardCharsets.UTF_8);
        return base64(Sealed.seal(key(secrets.get("cursor").current()), text, bound(caller, filters)));
    }

    public Optional<String> parse(Caller caller, String filters, String cursor) {
        Optional<byte[]> sealed = cursor.length() > LONGEST ? Optional.empty() : bytes(cursor);
        byte[] bound = bound(caller, filters);
        return sealed.flatMap(bytes -> secrets.get("cursor").versions().values().stream()
                        .flatMap(version -> Sealed.open(key(version), bytes, bound).stream())
                        .findFirst())
                .map(text -> Json.object(new String(text, StandardCharsets.UTF_8)))
                .filter(content -> clock.instant().getEpochSecond() < content.path("x").asLong(0))
                .map(content -> content.path("p").asString(""));
    }

    private static byte[] key(byte[] secret) {
        return Digests.hmac(secret, PURPOSE);
    }

    private static byte[] bound(Caller caller, String filters) {
        return (caller.marketplace() + "\n" + caller.principal() + "\n" + filters).getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Only one spelling of these bytes is accepted. */
    private static Optional<byte[]> bytes(String cursor) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(cursor)).filter(bytes -> base64(bytes).equals(cursor));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
