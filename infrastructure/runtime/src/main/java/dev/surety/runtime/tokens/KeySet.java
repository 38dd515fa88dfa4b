package dev.surety.runtime.tokens;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads a JSON Web Key Set (RFC 7517, section 5). */
final class KeySet {
    /** RFC 7518, section 3.3; and none so long that verifying with it would keep us busy. */
    private static final int LEAST_BITS = 2048;

    private static final int MOST_BITS = 8192;

    private KeySet() {}

    /** The keys that may have signed a token, by id. Other members of the set are passed over, as section 5 says. */
    static Map<String, RSAPublicKey> parse(JsonNode set) {
        Map<String, RSAPublicKey> keys = new HashMap<>();
        for (JsonNode key : set.path("keys").values()) {
            boolean signs = saysNothingElse(key, "use", "sig") && saysNothingElse(key, "alg", "RS256");
            if (signs && is(key, "kty", "RSA") && key.path("kid").isString()) {
                publicKey(key).ifPresent(of -> keys.put(key.path("kid").stringValue(), of));
            }
        }
        return Map.copyOf(keys);
    }

    private static Optional<RSAPublicKey> publicKey(JsonNode key) {
        try {
            var modulus = number(key.path("n"));
            if (modulus.bitLength() < LEAST_BITS || modulus.bitLength() > MOST_BITS) {
                return Optional.empty();
            }
            var spec = new RSAPublicKeySpec(modulus, number(key.path("e")));
            return Optional.of((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
        } catch (IllegalArgumentException | GeneralSecurityException unusable) {
            return Optional.empty();
        }
    }

    /** RFC 7518, section 2: Base64urlUInt. */
    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asString("")));
    }

    private static boolean saysNothingElse(JsonNode key, String name, String value) {
        return key.path(name).isMissingNode() || is(key, name, value);
    }

    private static boolean is(JsonNode key, String name, String value) {
        return key.path(name).isString() && key.path(name).stringValue().equals(value);
    }
}
