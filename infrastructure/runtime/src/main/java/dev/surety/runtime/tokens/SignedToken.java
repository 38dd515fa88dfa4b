package dev.surety.runtime.tokens;

import dev.surety.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A token in the compact form of RFC 7515, section 3.1, whose header names RS256. We refuse every other algorithm, so
 * that no token can talk us into one (RFC 8725, section 3.1).
 */
final class SignedToken {
    /** Base64url without padding, as section 2 has it. */
    private static final Pattern FORM = Pattern.compile("(([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+))\\.([A-Za-z0-9_-]+)");

    private final String keyId;
    private final byte[] signed;
    private final byte[] payload;
    private final byte[] signature;

    private SignedToken(String keyId, byte[] signed, byte[] payload, byte[] signature) {
        this.keyId = keyId;
        this.signed = signed;
        this.payload = payload;
        this.signature = signature;
    }

    static Optional<SignedToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            JsonNode header = Json.parse(decode(form.group(2)));
            boolean rs256 = header.path("alg").isString() && header.path("alg").stringValue().equals("RS256");
            // Section 4.1.11: we refuse a critical extension that we do not understand, and we understand none.
            if (!rs256 || header.has("crit") || !header.path("kid").isString()) {
                return Optional.empty();
            }
            return Optional.of(new SignedToken(
                    header.path("kid").stringValue(),
                    form.group(1).getBytes(StandardCharsets.US_ASCII),
                    decode(form.group(3)),
                    decode(form.group(4))));
        } catch (IllegalArgumentException | Json.Malformed garbage) {
            return Optional.empty();
        }
    }

    /** The name of the key in the token's header. */
    String keyId() {
        return keyId;
    }

    /** The claims that this key signed; nothing if another key did, or if they are not one JSON text. */
    Optional<JsonNode> signedBy(RSAPublicKey key) {
        try {
            var verifying = Signature.getInstance("SHA256withRSA");
            verifying.initVerify(key);
            verifying.update(signed);
            return verifying.verify(signature) ? Optional.of(Json.parse(payload)) : Optional.empty();
        } catch (SignatureException | Json.Malformed garbage) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
