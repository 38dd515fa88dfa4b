package dev.surety.local.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.surety.local.template.Trigger.Route;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API's JWT authorizer: one issuer, one audience, RS256, and at least one of a route's scopes. */
final class Authorizer {
    /** The authorizer's verdict on a call: claims as text and the token's scopes, or the gateway's own answer. */
    sealed interface Verdict {
        record Admitted(Map<String, String> claims, List<String> scopes) implements Verdict {}

        record Refused(Reply answer) implements Verdict {}
    }

    private final String issuer;
    private final String audience;
    private final String keyId;
    private final JWSVerifier verifier;

    Authorizer(String issuer, String audience, RSAKey key) {
        this.issuer = issuer;
        this.audience = audience;
        this.keyId = key.getKeyID();
        try {
            this.verifier = new RSASSAVerifier(key.toRSAPublicKey());
        } catch (JOSEException e) {
            throw new IllegalStateException("The issuer's key is of no use.", e);
        }
    }

    Verdict judge(Call call, Route route) {
        String header = call.header("authorization").orElse("");
        String token = header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7).trim() : header.trim();
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JsonNode claims = JsonMapper.shared().readTree(jwt.getPayload().toString());
            if (!genuine(jwt) || !current(claims)) {
                return unauthorized();
            }
            List<String> scopes = scopes(claims);
            if (!route.scopes().isEmpty() && route.scopes().stream().noneMatch(scopes::contains)) {
                return new Verdict.Refused(Reply.gateway(403, "Forbidden"));
            }
            return new Verdict.Admitted(texts(claims), scopes);
        } catch (ParseException | JOSEException | JacksonException e) {
            return unauthorized();
        }
    }

    private boolean genuine(SignedJWT jwt) throws JOSEException {
        return JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                && keyId.equals(jwt.getHeader().getKeyID())
                && jwt.verify(verifier);
    }

    private boolean current(JsonNode claims) {
        long now = Instant.now().getEpochSecond();
        boolean ours = issuer.equals(claims.path("iss").asString(""))
                && (values(claims.path("aud")).contains(audience)
                        || audience.equals(claims.path("client_id").asString("")));
        return ours
                && claims.path("exp").isNumber()
                && now < claims.path("exp").asLong()
                && claims.path("nbf").asLong(now) <= now
                && claims.path("iat").asLong(now) <= now;
    }

    private static List<String> scopes(JsonNode claims) {
        JsonNode scope = claims.has("scope") ? claims.path("scope") : claims.path("scp");
        return scope.isString() ? List.of(scope.stringValue().split(" ")) : values(scope);
    }

    private static List<String> values(JsonNode node) {
        if (node.isArray()) {
            List<String> values = new ArrayList<>();
            node.forEach(value -> values.add(value.asString("")));
            return values;
        }
        return node.isString() ? List.of(node.stringValue()) : List.of();
    }

    /** Claims reach a function as text: numbers bare, lists in brackets, separated by spaces. */
    private static Map<String, String> texts(JsonNode claims) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> claim : claims.properties()) {
            JsonNode value = claim.getValue();
            String text = value.isValueNode() ? value.asString() : value.toString();
            texts.put(claim.getKey(), value.isArray() ? "[" + String.join(" ", values(value)) + "]" : text);
        }
        return texts;
    }

    private static Verdict unauthorized() {
        return new Verdict.Refused(Reply.gateway(401, "Unauthorized").with("www-authenticate", "Bearer"));
    }
}
