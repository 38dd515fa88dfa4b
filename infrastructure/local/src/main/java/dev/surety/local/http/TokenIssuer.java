package dev.surety.local.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.surety.local.http.Clients.Client;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token issuer for development: client credentials (RFC 6749, section 4.4) and access tokens signed with RS256. A
 * deployed stack has a real one in its place; nothing but this class would be different.
 */
final class TokenIssuer {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration PERSONAL_LIFE = Duration.ofMinutes(15);
    private static final Pattern PARTICIPANT = Pattern.compile("par_[a-z0-9]{1,40}");
    private static final int MOST_BYTES = 8 * 1024;

    private record Credentials(String id, String secret) {}

    private final String issuer;
    private final String audience;
    private final RSAKey key;
    private final Clients clients = new Clients();
    private final JsonMapper json = JsonMapper.shared();

    TokenIssuer(String issuer, String audience, RSAKey key) {
        this.issuer = issuer;
        this.audience = audience;
        this.key = key;
    }

    Reply discovery() {
        ObjectNode document = json.createObjectNode()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + "/oauth2/token")
                .put("jwks_uri", issuer + "/.well-known/jwks.json");
        document.putArray("grant_types_supported").add("client_credentials");
        document.putArray("response_types_supported").add("token");
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        document.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        return Reply.of(200, "application/json", json.writeValueAsBytes(document));
    }

    Reply keys() {
        return Reply.of(
                200, "application/json", "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}");
    }

    /** Media types are written in any case, and may have parameters such as a charset (RFC 9110, section 8.3.1). */
    private static boolean isForm(Call call) {
        String type = call.header("content-type").orElse("").split(";", 2)[0];
        return type.strip().equalsIgnoreCase("application/x-www-form-urlencoded");
    }

    /** Answers a token request; every error as section 5.2 has it. */
    Reply token(Call call) throws Call.Unacceptable {
        byte[] body = call.body().orElse(new byte[0]);
        if (!isForm(call) || body.length > MOST_BYTES) {
            return problem(400, "invalid_request", "A form of at most 8 KB is expected.");
        }
        Map<String, String> form = Call.form(new String(body, StandardCharsets.UTF_8), "\u0000");
        if (form.values().stream().anyMatch(value -> value.indexOf('\u0000') >= 0)) {
            return problem(400, "invalid_request", "A parameter is repeated.");
        }
        Optional<Credentials> credentials = credentials(call, form);
        Optional<Client> client = credentials.flatMap(this::authenticate);
        if (client.isEmpty()) {
            return problem(401, "invalid_client", "Unknown client or wrong secret.")
                    .with("www-authenticate", "Basic realm=\"surety\"");
        }
        String grant = form.getOrDefault("grant_type", "");
        if (grant.isEmpty()) {
            return problem(400, "invalid_request", "grant_type is missing.");
        }
        if (!grant.equals("client_credentials")) {
            return problem(400, "unsupported_grant_type", "Only client_credentials is served.");
        }
        Optional<String> participant = Optional.ofNullable(form.get("participant"));
        if (participant.isPresent()
                && !PARTICIPANT.matcher(participant.get()).matches()) {
            return problem(400, "invalid_request", "participant is not the id of a participant.");
        }
        List<String> allowed = client.get().scopes().stream()
                .filter(scope -> participant.isEmpty() || Clients.PERSONAL.contains(scope))
                .toList();
        String asked = form.getOrDefault("scope", "").trim();
        List<String> granted = asked.isEmpty() ? allowed : List.of(asked.split(" +"));
        if (granted.isEmpty() || !allowed.containsAll(granted)) {
            return problem(400, "invalid_scope", "This client may not ask for that.");
        }
        return issue(client.get(), granted, participant);
    }

    private static Optional<Credentials> credentials(Call call, Map<String, String> form) {
        String header = call.header("authorization").orElse("");
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            String id = form.getOrDefault("client_id", "");
            return Optional.of(new Credentials(id, form.getOrDefault("client_secret", "")));
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Client> authenticate(Credentials given) {
        byte[] secret = given.secret().getBytes(StandardCharsets.UTF_8);
        return clients.find(given.id())
                .filter(client ->
                        MessageDigest.isEqual(secret, client.secret().getBytes(StandardCharsets.UTF_8)));
    }

    private Reply issue(Client client, List<String> scopes, Optional<String> participant) {
        Instant now = Instant.now();
        Duration life = participant.isPresent() ? PERSONAL_LIFE : LIFE;
        String scope = String.join(" ", scopes);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(participant.orElse(client.id()))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .claim("client_id", client.id())
                .claim("marketplace", client.marketplace())
                .claim("scope", scope);
        if (participant.isPresent()) {
            claims.claim("participant", participant.get());
        } else if (client.person().isPresent()) {
            claims.claim("person", client.person().get());
        } else {
            claims.claim("kind", "backend");
        }
        ObjectNode answer = json.createObjectNode()
                .put("access_token", sign(claims.build()))
                .put("token_type", "Bearer")
                .put("expires_in", life.toSeconds())
                .put("scope", scope);
        return Reply.of(200, "application/json", json.writeValueAsBytes(answer))
                .with("cache-control", "no-store");
    }

    private String sign(JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The issuer's key does not sign.", e);
        }
        return token.serialize();
    }

    private Reply problem(int status, String error, String description) {
        ObjectNode body = json.createObjectNode().put("error", error).put("error_description", description);
        return Reply.of(status, "application/json", json.writeValueAsBytes(body))
                .with("cache-control", "no-store");
    }
}
