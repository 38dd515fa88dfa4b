package dev.surety.runtime.tokens;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.surety.runtime.Clock;
import dev.surety.runtime.json.Json;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that are wrong in one thing, next to the one that is right in all. */
class TokenNotGenuineTest {
    private static final String ISSUER = "https://issuer.example/dev";
    private static final RSAPublicKey PUBLIC = Signer.publicKey(Signer.KEY);

    private final Clock clock = new Clock();
    private final TokenVerifier verifier =
            new TokenVerifier(ISSUER, "surety", () -> Map.of("key-1", PUBLIC), clock);

    private ObjectNode told() {
        return Json.object()
                .put("iss", ISSUER)
                .put("sub", "demo-maker")
                .put("aud", "surety")
                .put("iat", clock.instant().getEpochSecond())
                .put("exp", clock.instant().plusSeconds(3600).getEpochSecond())
                .put("client_id", "demo-maker")
                .put("marketplace", "demo")
                .put("scope", "escrows:write escrows:operate")
                .put("person", "per_1");
    }

    /** As the authorizer passes them on: every claim as text. */
    private static ObjectNode claims(ObjectNode told) {
        ObjectNode claims = Json.object();
        told.properties().forEach(claim -> claims.put(claim.getKey(), claim.getValue().asString("")));
        return claims;
    }

    private boolean isGenuine(String token) {
        return verifier.isGenuine(Optional.of("Bearer " + token), claims(told()));
    }

    private boolean isGenuine(ObjectNode told) {
        return verifier.isGenuine(Optional.of("Bearer " + Signer.sign(Json.text(told), Signer.KEY)), claims(told));
    }

    @Test
    void whatTheIssuerSignedForUsAndForNowIsGenuine() {
        assertTrue(isGenuine(told()));
        assertTrue(isGenuine(Signer.sign(Json.text(told()), Signer.KEY)));
    }

    @Test
    void whoeverDidNotSignItItIsNotTheIssuers() {
        String payload = Json.text(told());
        String right = Signer.sign(payload, Signer.KEY);
        var unnamed = new JWSHeader.Builder(JWSAlgorithm.RS256).build();
        var unknown = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-2").build();
        var longer = new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("key-1").build();
        var probabilistic = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("key-1").build();
        var critical = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("key-1")
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();
        var carried = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("key-2")
                .jwk(Signer.OTHER_KEY.toPublicJWK())
                .build();
        Map<String, String> wrong = new HashMap<>();
        wrong.put("another key under the same name", Signer.sign(payload, Signer.OTHER_KEY));
        wrong.put("a key without a name", Signer.sign(payload, unnamed, Signer.KEY));
        wrong.put("a key nobody knows", Signer.sign(payload, unknown, Signer.KEY));
        wrong.put("the key it brought along", Signer.sign(payload, carried, Signer.OTHER_KEY));
        wrong.put("the right key, another algorithm", Signer.sign(payload, longer, Signer.KEY));
        wrong.put("the right key, another padding", Signer.sign(payload, probabilistic, Signer.KEY));
        wrong.put("something critical we do not know", Signer.sign(payload, critical, Signer.KEY));
        wrong.put("the public key as a secret", Signer.macWithPublicKey(payload, Signer.KEY));
        for (String none : List.of("none", "None", "NONE", "nOnE", "", "RS256")) {
            wrong.put("nobody, as " + none, Signer.unsigned(payload, none));
        }
        wrong.put("nobody any more", right.substring(0, right.lastIndexOf('.') + 1));
        wrong.put("for other claims", right.replaceFirst("\\.[^.]*\\.",
                "." + Signer.base64(Json.text(told().put("scope", "everything"))) + "."));
        wrong.put("for another header", Signer.withHeader(
                right, Json.object().put("alg", "RS256").put("kid", "key-1").put("typ", "JWT")));
        wrong.forEach((by, token) -> assertFalse(isGenuine(token), "signed by " + by));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "header                                                          | genuine",
                "{\"alg\":\"RS256\",\"kid\":\"key-1\"}                            | true",
                "{\"alg\":\"RS256\",\"kid\":\"key-1\",\"typ\":\"at+jwt\"}         | true",
                "{\"alg\":\"rs256\",\"kid\":\"key-1\"}                            | false",
                "{\"alg\":\"RS512\",\"kid\":\"key-1\"}                            | false",
                "{\"alg\":\"HS256\",\"kid\":\"key-1\"}                            | false",
                "{\"alg\":\"none\",\"kid\":\"key-1\"}                             | false",
                "{\"alg\":[\"RS256\"],\"kid\":\"key-1\"}                          | false",
                "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"key-1\"}           | false",
                "{\"kid\":\"key-1\"}                                              | false",
                "{\"alg\":\"RS256\"}                                              | false",
                "{\"alg\":\"RS256\",\"kid\":1}                                    | false",
                "{\"alg\":\"RS256\",\"kid\":\"key-1\",\"crit\":[\"b64\"]}         | false",
                "{\"alg\":\"RS256\",\"kid\":\"key-1\",\"crit\":[]}                | false",
                "[\"RS256\",\"key-1\"]                                            | false",
                "RS256                                                           | false",
            })
    void aHeaderSaysHowItWasSignedAndNothingElse(String header, boolean genuine) {
        assertTrue(genuine == isGenuine(Signer.signAnyway(header, Json.text(told()), Signer.KEY)));
    }

    @ParameterizedTest(name = "{0} = {1} is genuine: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "claim | value                                 | genuine",
                "iss   | \"https://issuer.example\"            | false",
                "iss   | \"https://issuer.example/dev/\"       | false",
                "iss   | \"https://ISSUER.example/dev\"        | false",
                "iss   | [\"https://issuer.example/dev\"]      | false",
                "iss   | null                                  | false",
                "iss   |                                       | false",
                "aud   | \"other\"                             | false",
                "aud   | \"surety2\"                           | false",
                "aud   | \"Surety\"                            | false",
                "aud   | \"surety other\"                      | false",
                "aud   | [\"other\", \"suret\"]                | false",
                "aud   | []                                    | false",
                "aud   | null                                  | false",
                "aud   |                                       | false",
                "aud   | [\"other\", \"surety\"]               | true",
                "exp   | \"4102444800\"                        | false",
                "exp   | 4102444800.5                          | false",
                "exp   | 0                                     | false",
                "exp   | -1                                    | false",
                "exp   | 99999999999999999999999               | false",
                "exp   | true                                  | false",
                "exp   | null                                  | false",
                "exp   |                                       | false",
                "exp   | 9223372036854775807                   | true",
                "exp   | 4102444800                            | true",
                "nbf   | \"1\"                                 | false",
                "nbf   | 4102444800                            | false",
                "nbf   | null                                  | false",
                "nbf   | 1                                     | true",
                "scope | [\"escrows:write\"]                   | false",
                "scope | null                                  | false",
                "person| 7                                     | false",
                "scope |                                       | true",
                "other | {\"a\":[1]}                           | true",
            })
    void whatItSaysMustBeForUsAndForNow(String claim, String value, boolean genuine) throws Json.Malformed {
        ObjectNode told = told();
        told.remove(claim);
        if (value != null) {
            told.set(claim, Json.parse(value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        assertTrue(genuine == isGenuine(told), value);
    }

    @ParameterizedTest(name = "{0} s after the token''s {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "seconds | time | genuine",
                "-1      | exp  | true",
                "0       | exp  | true",
                "119     | exp  | true",
                "120     | exp  | false",
                "-121    | nbf  | false",
                "-120    | nbf  | true",
                "0       | nbf  | true",
            })
    void clocksMayDifferByTwoMinutesAndNoMore(int seconds, String time, boolean genuine) {
        ObjectNode told = told().put(time, clock.instant().minusSeconds(seconds).getEpochSecond());
        assertTrue(genuine == isGenuine(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss", "sub", "client_id", "marketplace", "scope", "participant", "person", "kind", "iat", "exp"
            })
    void aTokenOfAnotherThanTheAuthorizerSpeaksOfIsNone(String claim) {
        String token = "Bearer " + Signer.sign(Json.text(told()), Signer.KEY);
        String other = told().path(claim).isNumber() ? told().get(claim).asString("") + "0" : "another";
        assertFalse(verifier.isGenuine(Optional.of(token), claims(told()).put(claim, other)), "another");
        assertFalse(verifier.isGenuine(Optional.of(token), claims(told()).put(claim, "")), "empty");
        ObjectNode without = claims(told());
        without.remove(claim);
        boolean inToken = told().has(claim);
        assertTrue(inToken != verifier.isGenuine(Optional.of(token), without), "none");
    }

    @Test
    void numbersAreTheSameInWhateverNotationTheAuthorizerWritesThem() {
        ObjectNode told = told().put("exp", 4_102_444_800L);
        String token = "Bearer " + Signer.sign(Json.text(told), Signer.KEY);
        for (String same : List.of("4102444800", "4.1024448e+09", "4.1024448E9", "4102444800.0")) {
            assertTrue(verifier.isGenuine(Optional.of(token), claims(told).put("exp", same)), same);
        }
        for (String other : List.of("4102444801", "4.1024449e+09", "", "x", "1e99999999999", "-4102444800", "0x1")) {
            assertFalse(verifier.isGenuine(Optional.of(token), claims(told).put("exp", other)), other);
        }
    }

    @Test
    void aHeaderThatIsNoTokenIsNone() {
        String token = Signer.sign(Json.text(told()), Signer.KEY);
        ObjectNode claims = claims(told());
        assertFalse(verifier.isGenuine(Optional.empty(), claims));
        for (String header : List.of(
                "", "Bearer", "Bearer ", "Basic " + token, "Bearer\t" + token, "DPoP " + token, token + "," + token,
                "Bearer " + token + ",Bearer " + token, "Bearer " + token + " " + token, "Bearer ,",
                "Bearer ..", "Bearer . . .", "Bearer a.b.c", "Bearer \"" + token + "\"", "Bearer null",
                "Bearer {}.{}.{}", "Bearer " + token + ".", "Bearer " + token + ".a.b", "Bearer é.é.é",
                "Bearer " + "a".repeat(9000), "Bearer " + token + "=".repeat(9000), ".".repeat(8000))) {
            assertFalse(verifier.isGenuine(Optional.of(header), claims), header);
        }
        for (String header : List.of("Bearer " + token, "bearer " + token, "BEARER  " + token, token)) {
            assertTrue(verifier.isGenuine(Optional.of(header), claims), header);
        }
    }

    @Test
    void whatIsSignedMustBeAnObjectSaidOnce() {
        String twice = Json.text(told()).replaceFirst("\\{", "{\"scope\":\"operator\",");
        for (String payload : List.of(twice, "[]", "\"x\"", "null", "", "{", "7", Json.text(told()) + "{}")) {
            assertFalse(isGenuine(Signer.sign(payload, Signer.KEY)), payload);
        }
    }

    @Test
    void aTokenIsNotGenuineForEver() {
        ObjectNode told = told();
        assertTrue(isGenuine(told));
        clock.advance(Duration.ofHours(2));
        assertFalse(isGenuine(told));
    }
}
