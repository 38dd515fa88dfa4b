package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.surety.model.Invariants.Breach;
import dev.surety.runtime.Clock;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.tokens.TokenVerifier;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route that does not take the authorizer's word alone, beside one that does. */
class TokenVerifiedAtTheDoorTest {
    private static final String ISSUER = "https://issuer.example";
    private static final Metrics METRICS = new Metrics("test", new Clock(), _ -> {});

    private final Clock clock = new Clock();
    private final RSAKey key = new RSAKeyGenerator(2048).keyID("key-1").generate();
    private final List<Request> ran = new ArrayList<>();
    private final List<Route<?>> table = List.of(
            Route.changes("POST", "/v1/things/{id}/release", Set.of("things:write"),
                            Route.People.PARTICIPANTS_TOO, TokenVerifiedAtTheDoorTest::named, this::run)
                    .orTries(this::run)
                    .verified(),
            Route.changes("POST", "/v1/things/{id}/use", Set.of("things:write"),
                    Route.People.PARTICIPANTS_TOO, TokenVerifiedAtTheDoorTest::named, this::run));
    private boolean issuerAnswers = true;

    TokenVerifiedAtTheDoorTest() throws JOSEException {}

    private static Parsed<String> named(Request request) {
        Fields fields = request.fields();
        var name = fields.text("name", 1, 20);
        return fields.build(name::orElseThrow);
    }

    private Response run(String name, Request request) {
        ran.add(request);
        return Response.ok(Json.object());
    }

    private APIGatewayV2HTTPResponse send(HttpBytes bytes) throws JOSEException {
        RSAPublicKey known = key.toRSAPublicKey();
        var verifier = new TokenVerifier(ISSUER, "surety", () -> {
            if (!issuerAnswers) {
                throw new Outage("no answer");
            }
            return Map.of("key-1", known);
        }, clock);
        return new HttpEdge(table, METRICS, Optional.of(verifier), Optional.empty()).apply(bytes.stream());
    }

    private String token(String marketplace) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("surety")
                .subject("demo-backend")
                .claim("client_id", "demo-backend")
                .claim("kind", "backend")
                .claim("marketplace", marketplace)
                .claim("scope", "things:read things:write")
                .expirationTime(Date.from(clock.instant().plusSeconds(600)))
                .build();
        var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private HttpBytes request(String path) {
        return HttpBytes.of("POST", path)
                .body("{\"name\":\"x\"}")
                .claim("exp", Long.toString(clock.instant().plusSeconds(600).getEpochSecond()));
    }

    @ParameterizedTest(name = "{0}, token {1}, scope {2}, body {3}: {5}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "route       | token       | scope | body  | status | outcome",
                "release     | right       | right | right | 200    | ran",
                "release     | none        | right | right | 401    | unauthenticated",
                "release     | garbage     | right | right | 401    | unauthenticated",
                "release     | another's   | right | right | 401    | unauthenticated",
                "release     | garbage     | wrong | wrong | 401    | unauthenticated",
                "release     | garbage     | right | wrong | 401    | unauthenticated",
                "release     | right       | right | wrong | 400    | malformed",
                "dry release | right       | right | right | 200    | ran",
                "dry release | garbage     | right | right | 401    | unauthenticated",
                "use         | right       | right | right | 200    | ran",
                "use         | garbage     | right | right | 200    | ran",
                "use         | garbage     | wrong | right | 403    | forbidden",
            })
    void onlyTheBearerOfTheTokenActsOnAVerifiedRoute(
            String route, String token, String scope, String body, int status, String outcome) throws JOSEException {
        HttpBytes bytes = request("/v1/things/7/" + route.replace("dry ", ""));
        switch (token) {
            case "right" -> bytes.header("authorization", "Bearer " + token("demo"));
            case "another's" -> bytes.header("authorization", "Bearer " + token("other"));
            case "none" -> bytes.without("authorization");
            default -> bytes.header("authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.");
        }
        bytes.claim("sub", "demo-backend");
        if (scope.equals("wrong")) {
            bytes.claim("scope", "things:read");
        }
        if (body.equals("wrong")) {
            bytes.body("{\"name\":7}");
        }
        if (route.startsWith("dry")) {
            bytes.query("dryRun", "true").without("idempotency-key");
        }
        APIGatewayV2HTTPResponse response = send(bytes);
        assertEquals(status, response.getStatusCode(), response.getBody());
        assertEquals(outcome.equals("ran") ? 1 : 0, ran.size());
        if (!outcome.equals("ran")) {
            DoorFixture.problem(status, outcome, response);
        }
    }

    @Test
    void whetherATokenIsGenuineCannotBeKnownWithoutTheIssuer() throws JOSEException {
        issuerAnswers = false;
        HttpBytes bytes = request("/v1/things/7/release").header("authorization", "Bearer " + token("demo"));
        DoorFixture.problem(503, "unavailable", send(bytes));
        assertEquals(200, send(request("/v1/things/7/use")).getStatusCode());
        assertEquals(1, ran.size());
    }

    @Test
    void aTableThatVerifiesIsNotServedWithoutWhatVerifies() {
        assertThrows(Breach.class, () -> new HttpEdge(table, METRICS));
    }
}
