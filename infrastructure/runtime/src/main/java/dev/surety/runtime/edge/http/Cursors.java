package dev.surety.runtime.edge.http;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secret;
import dev.surety.runtime.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cursors of lists: a place, signed together with the filters and the caller it was given for, good for 24 hours.
 * Altered, foreign or expired ones are nothing at all.
 */
public final class Cursors {
    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final int LONGEST = 1024;

    private final Secrets secrets;
    private final InstantSource clock;

    public Cursors(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    public String of(Caller caller, String filters, String place) {
        ObjectNode content = Json.object()
                .put("f", bound(caller, filters))
                .put("p", place)
                .put("x", clock.instant().plus(GOOD_FOR).getEpochSecond());
        byte[] text = Json.text(content).getBytes(StandardCharsets.UTF_8);
        byte[] seal = Digests.hmac(secrets.get("cursor").current(), text);
        return base64(text) + "." + base64(seal);
    }

    public Optional<String> parse(Caller caller, String filters, String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 0 || cursor.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(cursor.substring(0, dot));
            byte[] seal = Base64.getUrlDecoder().decode(cursor.substring(dot + 1));
            if (!sealed(text, seal)) {
                return Optional.empty();
            }
            ObjectNode content = Json.object(new String(text, StandardCharsets.UTF_8));
            boolean good = content.path("f").asString("").equals(bound(caller, filters))
                    && clock.instant().getEpochSecond() < content.path("x").asLong(0);
            return good ? Optional.of(content.path("p").asString("")) : Optional.empty();
        } catch (IllegalArgumentException | JacksonException broken) {
            return Optional.empty();
        }
    }

    private boolean sealed(byte[] text, byte[] seal) {
        Secret secret = secrets.get("cursor");
        return secret.versions().values().stream()
                .anyMatch(version -> MessageDigest.isEqual(seal, Digests.hmac(version, text)));
    }

    private static String bound(Caller caller, String filters) {
        String whole = caller.marketplace() + "\n" + caller.principal() + "\n" + filters;
        return Digests.sha256Hex(whole).substring(0, 32);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
