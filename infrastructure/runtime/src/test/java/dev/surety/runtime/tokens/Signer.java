package dev.surety.runtime.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.surety.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Signs whatever it is given, right and wrong. */
final class Signer {
    static final RSAKey KEY = generate("key-1", 2048);
    static final RSAKey OTHER_KEY = generate("key-1", 2048);

    private Signer() {}

    static RSAKey generate(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static RSAPublicKey publicKey(RSAKey key) {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String sign(String payload, RSAKey key) {
        return sign(payload, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key);
    }

    static String sign(String payload, JWSHeader header, RSAKey key) {
        try {
            return sign(payload, header, new RSASSASigner(key, Set.of()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 8725, section 2.1: the public key, which everybody has, as the secret of a MAC. */
    static String macWithPublicKey(String payload, RSAKey key) {
        try {
            return sign(
                    payload,
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                    new MACSigner(publicKey(key).getEncoded()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String unsigned(String payload, String algorithm) {
        String header = Json.text(Json.object().put("alg", algorithm).put("kid", "key-1"));
        return base64(header) + "." + base64(payload) + ".";
    }

    /** A token whose header says something other than what was done. */
    static String withHeader(String token, ObjectNode header) {
        return base64(Json.text(header)) + token.substring(token.indexOf('.'));
    }

    private static String sign(String payload, JWSHeader header, JWSSigner signer) throws JOSEException {
        String input = header.toBase64URL() + "." + base64(payload);
        return input + "." + signer.sign(header, input.getBytes(StandardCharsets.US_ASCII));
    }

    /** Signed with RS256 whatever the header says. */
    static String signAnyway(String header, String payload, RSAKey key) {
        String input = base64(header) + "." + base64(payload);
        try {
            var signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(key.toRSAPrivateKey());
            signing.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signing.sign());
        } catch (JOSEException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(String text) {
        return Base64URL.encode(text).toString();
    }
}
