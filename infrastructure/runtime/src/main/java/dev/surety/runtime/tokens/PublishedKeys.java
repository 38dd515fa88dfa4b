package dev.surety.runtime.tokens;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/**
 * An issuer's keys where it publishes them: its discovery document (OpenID Connect Discovery 1.0, section 4) names the
 * key set (RFC 7517). Each call fetches both anew. Nothing is kept open in between, so no snapshot holds a connection.
 */
public final class PublishedKeys implements IssuerKeys {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MOST_BYTES = 256 * 1024;

    private final String issuer;

    public PublishedKeys(String issuer) {
        this.issuer = issuer;
    }

    @Override
    public Map<String, RSAPublicKey> fetch() {
        try {
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            var discovery = Json.parse(read(new URI(base + DISCOVERY)));
            if (!discovery.path("issuer").asString("").equals(issuer)) {
                throw new Outage("the discovery document is another issuer's");
            }
            var place = new URI(discovery.path("jwks_uri").asString(""));
            // Plain HTTP only where the issuer itself has nothing better, which is locally.
            boolean asPlain = issuer.startsWith("http:") && "http".equals(place.getScheme());
            if (!"https".equals(place.getScheme()) && !asPlain) {
                throw new Outage("the issuer's keys lie where they are not safe");
            }
            var set = Json.parse(read(place));
            if (!set.path("keys").isArray()) {
                throw new Outage("the issuer's keys are no key set");
            }
            return KeySet.parse(set);
        } catch (URISyntaxException | Json.Malformed broken) {
            throw new Outage("the issuer's documents cannot be read", broken);
        }
    }

    private static byte[] read(URI uri) {
        long end = System.nanoTime() + Limits.TOKEN_KEYS_CALL.toNanos();
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) Limits.CONNECT.toMillis());
            connection.setReadTimeout((int) Limits.TOKEN_KEYS_CALL.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Accept", "application/json");
            if (connection.getResponseCode() != 200) {
                throw new Outage("the token issuer answered with " + connection.getResponseCode());
            }
            var read = new ByteArrayOutputStream();
            byte[] some = new byte[8192];
            try (InputStream body = connection.getInputStream()) {
                for (int count = body.read(some); count >= 0; count = body.read(some)) {
                    read.write(some, 0, count);
                    if (read.size() > MOST_BYTES || System.nanoTime() > end) {
                        throw new Outage("the token issuer does not come to an end");
                    }
                }
            }
            return read.toByteArray();
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new Outage("the token issuer does not answer", e);
        }
    }
}
