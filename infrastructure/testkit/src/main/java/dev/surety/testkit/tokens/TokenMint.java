package dev.surety.testkit.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.TokenVerifier;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token issuer for tests. It signs any claims it is given, good until long after every test clock. Code that takes
 * its {@link #verifier}, or fetches its documents, knows it.
 */
public final class TokenMint {
    public static final String AUDIENCE = "surety";

    private static final Instant GOOD_UNTIL = Instant.parse("2199-01-01T00:00:00Z");
    private static final Instant GOOD_SINCE = GOOD_UNTIL.minus(Duration.ofMinutes(15));
    private static final RSAKey KEY = generate();

    private final String issuer;
    private final Map<Map<String, String>, String> minted = new ConcurrentHashMap<>();

    public TokenMint(String issuer) {
        this.issuer = issuer;
    }

    /** Verifies this mint's tokens, without a network. */
    public TokenVerifier verifier(InstantSource clock) {
        RSAPublicKey key = publicKey();
        return new TokenVerifier(issuer, AUDIENCE, () -> Map.of(KEY.getKeyID(), key), clock);
    }

    /** These claims as the authorizer passes them on: with issuer, audience and times, all as text. */
    public Map<String, String> passedOn(Map<String, String> claims) {
        Map<String, String> whole = new TreeMap<>(claims);
        whole.put("iss", issuer);
        whole.put("aud", AUDIENCE);
        whole.put("iat", Long.toString(GOOD_SINCE.getEpochSecond()));
        whole.put("exp", Long.toString(GOOD_UNTIL.getEpochSecond()));
        return whole;
    }

    /** The header {@code Authorization} of a caller whose token has these claims. */
    public String authorization(Map<String, String> claims) {
        return "Bearer " + minted.computeIfAbsent(Map.copyOf(claims), this::sign);
    }

    /** The document under {@code /.well-known/openid-configuration}, when the keys are at this address. */
    public String discovery(String keys) {
        return Json.text(Json.object().put("issuer", issuer).put("jwks_uri", keys));
    }

    public static String keys() {
        return new JWKSet(KEY).toString(true);
    }

    private String sign(Map<String, String> claims) {
        var content = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .issueTime(Date.from(GOOD_SINCE))
                .expirationTime(Date.from(GOOD_UNTIL));
        claims.forEach(content::claim);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build();
        var token = new SignedJWT(header, content.build());
        try {
            token.sign(new RSASSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException("the mint does not sign", e);
        }
        return token.serialize();
    }

    private static RSAPublicKey publicKey() {
        try {
            return KEY.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("the mint has no key", e);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyID("mint-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("the mint has no key", e);
        }
    }
}
