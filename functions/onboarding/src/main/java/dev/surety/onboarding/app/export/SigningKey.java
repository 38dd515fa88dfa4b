package dev.surety.onboarding.app.export;

import dev.surety.model.Invariants;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Ed25519 key (RFC 8032) that signs manifests, made of a secret of the stack. An attacker with the secret can make
 * exports of its own; the entry of a genuine one still has its hash.
 */
final class SigningKey {
    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;

    SigningKey(byte[] secret) {
        this.pair = pair(Digests.hmac(secret, "export signatures".getBytes(StandardCharsets.UTF_8)));
    }

    /** The JDK finds the public part only while it makes a pair, so its randomness is our seed. */
    private static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            Invariants.hold(into.length == bytes.length, "an Ed25519 key has 32 bytes");
            System.arraycopy(bytes, 0, into, 0, bytes.length);
        }
    }

    /** The public key, as the member {@code x} of a JWK (RFC 8037). */
    String publicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        return BASE64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
    }

    ObjectNode jwk() {
        return Json.object().put("kty", "OKP").put("crv", "Ed25519").put("x", publicKey());
    }

    /** The thumbprint of RFC 7638. */
    String id() {
        return BASE64.encodeToString(Digests.sha256(bytes(Json.canonical(jwk()))));
    }

    /** A JWS (RFC 7515) whose payload stands beside it (appendix F). */
    String sign(byte[] payload) {
        String header = BASE64.encodeToString(
                bytes(Json.canonical(Json.object().put("alg", "EdDSA").put("kid", id()))));
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(bytes(header + "." + BASE64.encodeToString(payload)));
            return header + ".." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
