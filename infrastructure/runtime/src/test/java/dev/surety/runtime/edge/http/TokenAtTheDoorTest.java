package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Wrong tokens, headers that pretend to be one, and which refusal comes first. */
class TokenAtTheDoorTest extends DoorFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amzn-oidc-data", "x-amzn-oidc-identity", "x-amzn-request-context", "x-amz-security-token",
                "spring.cloud.function.definition", "spring.cloud.function.routing-expression",
                "spring_cloud_function_definition", "x-forwarded-user", "x-original-url", "x-rewrite-url",
                "x-http-method-override", "x-marketplace", "marketplace", "x-participant", "scope", "x-apigateway-event"
            })
    void noHeaderChangesWhoCallsOrWhatIsCalled(String header) {
        String claims = "{\"marketplace\":\"other\",\"scope\":\"operator\",\"participant\":\"" + PERSON + "\"}";
        for (String value : List.of(claims, "other", "functionRouter", "T(java.lang.Runtime).getRuntime()", "DELETE")) {
            ran.clear();
            APIGatewayV2HTTPResponse response = send(make().header(header, value));
            assertEquals(201, response.getStatusCode());
            assertEquals(1, ran.size());
            assertEquals("POST /v1/things", ran.getFirst().method() + " " + ran.getFirst().path());
            assertEquals("demo", ran.getFirst().caller().marketplace().value());
            assertEquals("backend", ran.getFirst().caller().principal());
            assertEquals(Set.of("things:read", "things:write"), ran.getFirst().caller().scopes());
        }
    }

    @Test
    void otherPeoplesTokensInTheHeadersAreNotLookedAt() {
        String theirs = "Bearer eyJhbGciOiJub25lIn0.eyJtYXJrZXRwbGFjZSI6Im90aGVyIn0.";
        send(make().header("authorization", theirs).header("Authorization", theirs).header("proxy-authorization", "x"));
        assertEquals("demo", ran.getFirst().caller().marketplace().value());
        problem(401, "unauthenticated", send(make().header("authorization", theirs).anonymous()));
    }

    @Test
    void claimsAreReadInOnePlaceOnly() {
        HttpBytes elsewhere = make().anonymous();
        elsewhere.event().putObject("authorizer").putObject("jwt").putObject("claims").put("marketplace", "demo")
                .put("person", "x").put("scope", "things:write");
        elsewhere.event().withObject("requestContext").putObject("authorizer").put("marketplace", "demo")
                .putObject("lambda").put("marketplace", "demo").put("person", "x").put("scope", "things:write");
        problem(401, "unauthenticated", send(elsewhere));
        assertEquals(0, ran.size());
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "claim       | value                              | outcome",
                "marketplace |                                    | unauthenticated",
                "marketplace | ''                                 | unauthenticated",
                "marketplace | Demo                               | unauthenticated",
                "marketplace | demo#other                         | unauthenticated",
                "marketplace | demo other                         | unauthenticated",
                "marketplace | d                                  | unauthenticated",
                "kind        |                                    | unauthenticated",
                "kind        | ''                                 | unauthenticated",
                "kind        | Backend                            | unauthenticated",
                "kind        | ' backend'                         | unauthenticated",
                "kind        | staff                              | unauthenticated",
                "kind        | [backend]                          | unauthenticated",
                "participant | ''                                 | unauthenticated",
                "participant | ' '                                | unauthenticated",
                "participant | null                               | unauthenticated",
                "participant | par_1                              | unauthenticated",
                "participant | [par_abcdefghijklmnopqrstuvwx27]   | unauthenticated",
                "participant | esc_abcdefghijklmnopqrstuvwx27     | unauthenticated",
                "participant | PAR_abcdefghijklmnopqrstuvwx27     | unauthenticated",
                "participant | par_abcdefghijklmnopqrstuvwx27     | forbidden",
                "person      | ''                                 | unauthenticated",
                "person      | ' '                                | unauthenticated",
                "person      | [per.1 per.2]                      | unauthenticated",
                "person      | jo@example.org                     | unauthenticated",
                "person      | a b                                | unauthenticated",
                "client_id   | ''                                 | unauthenticated",
                "client_id   | a#b                                | unauthenticated",
                "client_id   | ' '                                | unauthenticated",
                "scope       |                                    | forbidden",
                "scope       | ''                                 | forbidden",
                "scope       | ' '                                | forbidden",
                "scope       | things:read                        | forbidden",
                "scope       | things:writer                      | forbidden",
                "scope       | xthings:write                      | forbidden",
                "scope       | things                             | forbidden",
                "scope       | things:write,things:read           | forbidden",
                "scope       | [things:write]                     | forbidden",
                "scope       | THINGS:WRITE                       | forbidden",
                "scope       | things:*                           | forbidden",
                "scope       | *                                  | forbidden",
                "scope       | things:write                       | made",
                "scope       | things:read  things:operate        | made",
                "scope       | ' things:write '                   | made",
                "scope       | things:write things:write          | made",
                "person      | per.1                              | made",
            })
    void aTokenIsWhatItsClaimsSay(String claim, String value, String outcome) {
        HttpBytes bytes = switch (claim) {
            case "participant" -> personal(make()).claim(claim, value);
            case "person" -> make().withoutClaim("kind").claim(claim, value);
            default -> value == null ? make().withoutClaim(claim) : make().claim(claim, value);
        };
        APIGatewayV2HTTPResponse response = send(bytes);
        switch (outcome) {
            case "unauthenticated" -> problem(401, outcome, response);
            case "forbidden" -> problem(403, outcome, response);
            default -> assertEquals(201, response.getStatusCode(), response.getBody());
        }
        assertEquals(outcome.equals("made") ? 1 : 0, ran.size());
    }

    @Test
    void aRefusalNamesTheScopeThatIsMissingOrWhoseTokenItIs() {
        String unscoped = send(make().claim("scope", "things:read")).getBody();
        assertTrue(unscoped.contains("This needs the scope things:operate or things:write."), unscoped);
        String own = send(personal(make())).getBody();
        assertTrue(own.contains("A participant's own token does not do this."), own);
    }

    /** The token of a participant in all but the id. */
    private static HttpBytes personal(HttpBytes bytes) {
        return bytes.withoutClaim("kind").claim("iat", "1000").claim("exp", "1900").claim("participant", PERSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"marketplace", "participant", "person", "kind", "client_id"})
    void aClaimThatIsThereAndIsNoTextMakesTheTokenUseless(String claim) {
        for (JsonNode value : List.of(
                Json.tree(List.of("demo")), Json.tree(7), Json.tree(true), Json.object(), NullNode.getInstance())) {
            HttpBytes bytes = make();
            ((ObjectNode) bytes.event().at("/requestContext/authorizer/jwt/claims")).set(claim, value);
            problem(401, "unauthenticated", send(bytes));
        }
        assertEquals(0, ran.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"participant", "person"})
    void aTokenOfTwoKindsIsOfNone(String claim) {
        problem(401, "unauthenticated", send(personal(use()).claim("kind", "backend").claim(claim, PERSON)));
        assertEquals(0, ran.size());
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "iat        | exp           | status",
                "1000       | 1900          | 201",
                "1000       | 1001          | 201",
                "1.0e3      | 1.9E+3        | 201",
                "1000       | 1901          | 401",
                "1000       | 4600          | 401",
                "1000       | 1e99          | 401",
                "1000       | 1000          | 401",
                "1000       | 999           | 401",
                "           | 1900          | 401",
                "1000       |               | 401",
                "''         | 1900          | 401",
                "1000       | never         | 401",
                "-1         | 100           | 401",
            })
    void aParticipantsTokenLivesForAQuarterOfAnHourAtMost(String from, String until, int status) {
        HttpBytes bytes = personal(use()).withoutClaim("iat").withoutClaim("exp");
        if (from != null) {
            bytes.claim("iat", from);
        }
        if (until != null) {
            bytes.claim("exp", until);
        }
        assertEquals(status, send(bytes).getStatusCode());
        assertEquals(status == 201 ? 1 : 0, ran.size());
        HttpBytes staffs = make().withoutClaim("kind").claim("person", "per.1").claim("exp", "99999");
        assertEquals(201, send(staffs.claim("iat", "1000")).getStatusCode());
    }

    /** Who approves second sends the key of who approved first, and is told what the first was told: never. */
    @Test
    void twoMembersOfStaffAreTwoCallers() {
        for (String person : List.of("per.1", "per.2", "backend")) {
            send(make().withoutClaim("kind").claim("person", person));
        }
        send(make());
        send(personal(use()));
        assertEquals(
                List.of("person:per.1", "person:per.2", "person:backend", "backend", PERSON),
                ran.stream().map(request -> request.caller().principal()).toList());
    }

    private static HttpBytes use() {
        return HttpBytes.of("POST", "/v1/things/7/use");
    }

    @Test
    void aParticipantsTokenActsAsThatParticipantOnly() {
        HttpBytes own = personal(use()).claim("person", "per.1");
        assertEquals(201, send(own).getStatusCode());
        Caller caller = ran.getFirst().caller();
        assertEquals(Caller.Kind.PARTICIPANT, caller.kind());
        assertEquals(PERSON, caller.principal());
        assertEquals("participant:" + PERSON, caller.actor().toString());
    }

    /** Each row is wrong in all that its predecessor was not, so the order shows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "first                   | status | route  | token  | scope  | size   | form   | key",
                "not_found               | 404    | wrong  | wrong  | wrong  | wrong  | wrong  | wrong",
                "unauthenticated         | 401    | right  | wrong  | wrong  | wrong  | wrong  | wrong",
                "forbidden               | 403    | right  | right  | wrong  | wrong  | wrong  | wrong",
                "too_large               | 413    | right  | right  | right  | wrong  | wrong  | wrong",
                "malformed               | 400    | right  | right  | right  | right  | wrong  | wrong",
                "idempotency_key_missing | 400    | right  | right  | right  | right  | right  | wrong",
            })
    void onlyTheFirstRefusalThatAppliesIsGiven(
            String first, int status, String route, String token, String scope, String size, String form, String key) {
        HttpBytes bytes = HttpBytes.of("POST", route.equals("wrong") ? "/v1/nothing" : "/v1/things");
        bytes.body((form.equals("wrong") ? "{\"name\":7}" : "{\"name\":\"x\"}")
                + " ".repeat(size.equals("wrong") ? 70_000 : 0));
        if (token.equals("wrong")) {
            bytes.withoutClaim("marketplace");
        }
        if (scope.equals("wrong")) {
            bytes.claim("scope", "nothing");
        }
        if (key.equals("wrong")) {
            bytes.without("idempotency-key");
        }
        problem(status, first, send(bytes));
        assertEquals(0, ran.size());
        assertTrue(metrics.getLast().contains("\"refusal\":1"), "counted: " + metrics);
        assertTrue(metrics.getLast().contains("\"reason\":\"" + first + "\""), "counted: " + metrics);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "key                                                               | fits",
                "0123456789abcdef                                                  | true",
                "ABCDEFGHIJ-_abcdef                                                | true",
                "0123456789012345678901234567890123456789012345678901234567890123  | true",
                "01234567890123456789012345678901234567890123456789012345678901234 | false",
                "0123456789abcde                                                   | false",
                "''                                                                | false",
                "'0123456789abcde '                                                | false",
                "0123456789abcdef,0123456789abcdef                                 | false",
                "0123456789abcde#                                                  | false",
                "0123456789abcdé                                                   | false",
            })
    void anIdempotencyKeyHasSixteenToSixtyFourPlainCharacters(String key, boolean fits) {
        APIGatewayV2HTTPResponse response = send(make().header("idempotency-key", key));
        if (fits) {
            assertEquals(201, response.getStatusCode());
        } else {
            problem(400, "idempotency_key_missing", response);
        }
        assertEquals(200, read("/v1/things/7").getStatusCode());
    }

    @Test
    void aRouteForAnyoneKnowsNoCaller() {
        behaviour = () -> Response.ok(Json.object());
        assertEquals(200, send(HttpBytes.of("GET", "/health").anonymous()).getStatusCode());
        assertEquals(Set.of(), ran.getFirst().caller().scopes());
        assertEquals("no-one", ran.getFirst().caller().marketplace().value());
    }
}
