package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TokenIssuerTest {
    private static final String GOOD =
            "grant_type=client_credentials&client_id=demo-backend&client_secret=demo-backend-secret";

    private static final String MAKER = "client_id=other-maker&client_secret=other-maker-secret";

    @TempDir
    static Path folder;

    private static ToyWorld toys;

    @BeforeAll
    static void start() {
        toys = new ToyWorld(folder, true);
    }

    @AfterAll
    static void stop() {
        toys.close();
    }

    @Test
    void aTokenVerifiesAgainstThePublishedKey() throws Exception {
        String issuer = toys.world().base().toString();
        var discovery = JsonMapper.shared()
                .readTree(toys.get("/.well-known/openid-configuration").body());
        assertEquals(issuer, discovery.path("issuer").asString());
        assertEquals(issuer + "/.well-known/jwks.json", discovery.path("jwks_uri").asString());
        String published = toys.get("/.well-known/jwks.json").body();
        JWKSet keys = JWKSet.parse(published);
        assertFalse(published.contains("\"d\""), "the private part stays at home");
        SignedJWT token = SignedJWT.parse(toys.token("demo-backend", ""));
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertTrue(token.verify(new RSASSAVerifier(key.toRSAKey().toRSAPublicKey())));
    }

    @Test
    void theSecretMayComeInTheHeader() {
        String basic = Base64.getEncoder().encodeToString("demo-maker:demo-maker-secret".getBytes());
        HttpResponse<String> answer =
                toys.tokenRequest("grant_type=client_credentials", "authorization", "Basic " + basic);
        assertEquals(200, answer.statusCode());
        assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
        assertEquals(
                "payouts:read payouts:plan payouts:reconcile ledger:read ledger:adjust",
                JsonMapper.shared().readTree(answer.body()).path("scope").asString());
    }

    @Test
    void aPersonsOwnTokenIsShortAndNarrow() throws Exception {
        JWTClaimsSet claims =
                SignedJWT.parse(toys.token("demo-backend", "&participant=par_abc234")).getJWTClaimsSet();
        assertEquals("par_abc234", claims.getStringClaim("participant"));
        assertEquals("par_abc234", claims.getSubject());
        assertEquals("demo", claims.getStringClaim("marketplace"));
        assertEquals(
                "participants:read participants:write escrows:read escrows:write ledger:read payouts:read"
                        + " payouts:request disputes:read disputes:write reputation:read reputation:write",
                claims.getStringClaim("scope"));
        long life = claims.getExpirationTime().getTime() - claims.getIssueTime().getTime();
        assertEquals(15 * 60 * 1000, life);
        JWTClaimsSet staff =
                SignedJWT.parse(toys.token("demo-auditor", "&participant=par_abc234")).getJWTClaimsSet();
        assertEquals("participants:read escrows:read ledger:read payouts:read disputes:read reputation:read",
                staff.getStringClaim("scope"));
        assertFalse(staff.getClaims().containsKey("person"));
        assertFalse(staff.getClaims().containsKey("kind"));
    }

    @Test
    void onlyTheBackEndsTokenSaysThatItIsTheBackEnds() throws Exception {
        JWTClaimsSet backend = SignedJWT.parse(toys.token("demo-backend", "")).getJWTClaimsSet();
        assertEquals("backend", backend.getStringClaim("kind"));
        JWTClaimsSet staff = SignedJWT.parse(toys.token("demo-auditor", "")).getJWTClaimsSet();
        assertEquals("demo-auditor", staff.getStringClaim("person"));
        assertFalse(staff.getClaims().containsKey("kind"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "application/x-www-form-urlencoded | 200",
        "Application/X-WWW-Form-URLEncoded | 200",
        "application/x-www-form-urlencoded;charset=UTF-8 | 200",
        "APPLICATION/x-www-form-urlencoded ; charset=utf-8; q=1 | 200",
        "application/x-www-form-urlencoded2 | 400",
        "application/json | 400",
        "text/plain; application/x-www-form-urlencoded | 400",
        "; | 400",
    })
    void aFormIsAFormHoweverItsTypeIsWritten(String type, int status) {
        assertEquals(status, toys.tokenRequest(GOOD, "content-type", type).statusCode(), type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock = """
                    form | status | error
                    GOOD | 200 |
                    GOOD&scope=escrows:read | 200 |
                    GOOD&scope=escrows:operate | 400 | invalid_scope
                    GOOD&participant=par_a1&scope=events:read | 400 | invalid_scope
                    GOOD&participant=esc_a1 | 400 | invalid_request
                    GOOD&client_id=demo-maker | 400 | invalid_request
                    grant_type=client_credentials&client_id=demo-backend&client_secret=wrong | 401 | invalid_client
                    grant_type=client_credentials&client_id=nobody&client_secret=nobody-secret | 401 | invalid_client
                    grant_type=client_credentials | 401 | invalid_client
                    client_id=demo-backend&client_secret=demo-backend-secret | 400 | invalid_request
                    GOOD_MAKER&grant_type=password | 400 | unsupported_grant_type
                    """)
    void errorsAreThoseOfTheSpecification(String form, int status, String error) {
        HttpResponse<String> answer = toys.tokenRequest(form.replace("GOOD_MAKER", MAKER).replace("GOOD", GOOD));
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                error == null ? "" : error,
                JsonMapper.shared().readTree(answer.body()).path("error").asString(""));
    }
}
